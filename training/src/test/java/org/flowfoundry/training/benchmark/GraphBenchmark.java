package org.flowfoundry.training.benchmark;

import ai.djl.ndarray.NDManager;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.engine.Trainable.Loss;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.flows.FlowEncoder;
import org.flowfoundry.training.gnn.DomainFields;
import org.flowfoundry.training.gnn.GraphConfig;
import org.flowfoundry.training.gnn.GraphConfig.Aggregation;
import org.flowfoundry.training.gnn.GraphModel;
import org.flowfoundry.training.gnn.GraphPredictor;
import org.flowfoundry.training.gnn.LinkObjective;
import org.flowfoundry.training.gnn.LinkObjective.Weights;
import org.flowfoundry.training.gnn.LinkQuality;
import org.flowfoundry.training.gnn.SampleGraphs;
import org.flowfoundry.training.graph.FlowPieces;
import org.flowfoundry.training.graph.FlowSplit;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.graph.GraphDomain;
import org.flowfoundry.training.graph.GraphFlows;
import org.flowfoundry.training.graph.GraphRule;
import org.flowfoundry.training.graph.PieceJob;
import org.flowfoundry.training.graph.PieceShape;
import org.flowfoundry.training.graph.PieceSource;
import org.flowfoundry.training.graph.Pieces;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.GradientNorm;
import org.flowfoundry.training.optimizer.LearningRate;
import org.flowfoundry.training.sequence.Split;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * What a step of the graph network costs by the number of flows, and how well it tells links, beside heuristics, in a lake's
 * domains: {@code GraphBenchmark --what cost|links --lake L --domain D ...}.
 */
public final class GraphBenchmark {

    private static final int MOST_VALIDATION = 64;
    private static final double CLIP = 1;

    private final Arguments options;
    private final NativeEngine engine = NativeEngine.onCpu();

    private GraphBenchmark(Arguments options) {
        this.options = options;
    }

    public static void main(String[] args) {
        Arguments options = Arguments.of(
                args,
                new String[0][],
                "what",
                "cost",
                "lake",
                "none",
                "domain",
                "all",
                "test-from",
                "2100-01-01T00:00:00Z",
                "test-hosts",
                "0.2",
                "validation-hosts",
                "0.1",
                "aggregation",
                "MEAN",
                "width",
                "128",
                "layers",
                "2",
                "look-back",
                "8",
                "steps",
                "300",
                "rate",
                "0.002",
                "dropout",
                "0.1",
                "pieces",
                "1",
                "seed",
                "1",
                "hosts",
                "1",
                "flow",
                "1",
                "fields",
                "1",
                "leaky",
                "false",
                "hard",
                "0.5");
        GraphBenchmark benchmark = new GraphBenchmark(options);
        if (options.text("what").equals("cost")) {
            benchmark.cost();
        } else {
            benchmark.links();
        }
    }

    private static double millis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
    }

    private GraphConfig config(Aggregation aggregation) {
        return new GraphConfig(
                options.integer("width"),
                options.integer("layers"),
                options.integer("look-back"),
                aggregation,
                4,
                options.number("dropout"));
    }

    /** Batches of more and more pieces; one host has half of the flows, or none stands out. */
    private void cost() {
        for (Aggregation aggregation : Aggregation.values()) {
            GraphModel model = new GraphModel(config(aggregation), List.of(SampleGraphs.domain("campus")));
            Table.title(aggregation + ", " + model.layout().size() + " parameters");
            for (double busy : new double[] {0, 0.5}) {
                for (int slots = 5; slots <= 40; slots *= 2) {
                    GraphBatch batch = new SampleGraphs(1, 0.15, 0.15, busy)
                            .batch(205, slots, model.config().lookBack());
                    double[] least = cost(model, batch);
                    Table.measured(
                            "%5d flows, busiest host has %2.0f %%: step %7.1f ms, %5.1f us per flow; embedding %5.1f us",
                            batch.flows(),
                            100 * busy,
                            least[0],
                            1000 * least[0] / batch.flows(),
                            1000 * least[1] / batch.flows());
                }
            }
        }
    }

    private double[] cost(GraphModel model, GraphBatch batch) {
        float[] initial = model.initialParameters(1);
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        try (Trainer trainer = new Trainer(model, initial);
                GraphPredictor predictor = GraphPredictor.open(model, initial, engine)) {
            for (int i = 0; i < 8; i++) {
                double start = millis();
                trainer.step(batch, i, 1e-4);
                double middle = millis();
                predictor.embed(batch);
                least[0] = Math.min(least[0], middle - start);
                least[1] = Math.min(least[1], millis() - middle);
            }
        }
        return least;
    }

    private void links() {
        SparkSession spark = Benchmarks.session();
        Lake lake = Lake.open(spark, options.text("lake"));
        GraphFlows flows = GraphFlows.open(lake, PartitionRange.ALL);
        List<GraphDomain> domains = flows.domains().stream()
                .filter(name -> options.text("domain").equals("all") || options.has("domain", name))
                .map(name -> new GraphDomain(name, FlowEncoder.fit(flows.of(name), Set.of(), 1)))
                .toList();
        FlowPieces pieces = new FlowPieces(domains, PieceShape.DEFAULT);
        Pieces made = PieceJob.run(
                lake,
                flows,
                pieces,
                new FlowSplit(
                        new Split(
                                options.text("test-from"),
                                options.number("test-hosts"),
                                options.number("validation-hosts"),
                                1),
                        FlowSplit.Unit.HOSTS),
                4,
                Progress.SILENT);
        GraphModel model = new GraphModel(
                config(Aggregation.valueOf(options.text("aggregation"))),
                domains.stream()
                        .map(domain ->
                                DomainFields.of(domain.name(), domain.encoder().binaryColumns()))
                        .toList());
        Table.title(made.training().flows() + " flows in " + made.training().allRows() + " pieces, validation "
                + made.validation().flows() + ", " + model.layout().size() + " parameters");
        PieceSource validation = new PieceSource(spark.sparkContext().hadoopConfiguration(), pieces, made.validation());
        PieceSource training = new PieceSource(spark.sparkContext().hadoopConfiguration(), pieces, made.training());
        links(model, training, validation);
        spark.stop();
    }

    private GraphRule rule(double masked, boolean leaky) {
        return new GraphRule(options.integer("look-back"), 0.15, options.number("hard"), masked, leaky);
    }

    private void links(GraphModel model, PieceSource training, PieceSource validation) {
        List<GraphBatch> held = new ArrayList<>();
        GraphRule honest = new GraphRule(options.integer("look-back"), 0.15, 0.5, 0, false);
        try (var batches = validation.open(0, 1, 1, honest, 7)) {
            for (int i = 0; i < Math.min(MOST_VALIDATION, batches.batchesPerEpoch()); i++) {
                held.add(batches.next());
            }
        }
        int steps = options.integer("steps");
        LearningRate rate = new LearningRate(options.number("rate"), steps / 20, steps, 0.02);
        boolean leaky = options.text("leaky").equals("true");
        try (Trainer trainer = new Trainer(model, model.initialParameters(options.integer("seed")));
                Batches<GraphBatch> batches =
                        training.open(0, 1, options.integer("pieces"), rule(0.15, leaky), options.integer("seed"))) {
            double start = millis();
            double loss = 0;
            for (int step = 0; step <= steps; step++) {
                if (step % Math.max(1, steps / 4) == 0) {
                    report(model, trainer, held, step, (millis() - start) / 1000, loss);
                }
                loss = trainer.step(batches.next(), step, rate.at(step));
            }
        }
    }

    private void report(
            GraphModel model, Trainer trainer, List<GraphBatch> held, int step, double seconds, double loss) {
        try (GraphPredictor predictor = GraphPredictor.open(model, trainer.parameters.values(), engine)) {
            for (int domain = 0; domain < model.domains().size(); domain++) {
                int number = domain;
                List<GraphBatch> own =
                        held.stream().filter(batch -> batch.domain() == number).toList();
                LinkQuality quality = LinkQuality.of(predictor, own);
                Table.line(
                        "step %4d, %4.0f CPU s, loss %.3f, %s, %d questions: hosts %s  flow %s",
                        step,
                        seconds,
                        loss,
                        model.domains().get(domain).name(),
                        quality.questions(),
                        words(quality.hosts()),
                        words(quality.flow()));
                if (step == 0) {
                    quality.heuristics().forEach((heuristic, auc) -> Table.line("    %-24s %s", heuristic, words(auc)));
                }
            }
        }
    }

    private static String words(LinkQuality.Auc auc) {
        return String.format(Locale.ROOT, "all %.3f hard %.3f easy %.3f", auc.all(), auc.hard(), auc.easy());
    }

    /** Steps of AdamW, one batch each. */
    private final class Trainer implements AutoCloseable {

        private final LinkObjective objective;
        private final FlatParameters parameters;
        private final AdamW optimizer;

        Trainer(GraphModel model, float[] initial) {
            this.objective = new LinkObjective(
                    model, new Weights(options.number("hosts"), options.number("flow"), options.number("fields")));
            this.parameters = new FlatParameters(model.layout(), initial, engine);
            this.optimizer = new AdamW(model.layout(), 0.9, 0.95, 0.01);
        }

        double step(GraphBatch batch, long seed, double rate) {
            parameters.zeroGradient();
            double[] sum = new double[1];
            double weight;
            try (NDManager step = engine.newManager()) {
                weight = engine.differentiating(() -> {
                    Loss loss = objective.loss(parameters.tensors(step), batch, step, Mode.TRAINING, seed);
                    parameters.backward(loss.sum());
                    sum[0] = loss.sum().getFloat();
                    return loss.weight();
                });
            }
            var gradient = parameters.gradient().asFloatBuffer();
            double norm = GradientNorm.of(gradient, objective.layout().size()) / weight;
            optimizer.update(
                    parameters.buffer().asFloatBuffer(), gradient, GradientNorm.clip(norm, CLIP) / weight, rate);
            parameters.commit();
            return sum[0] / weight;
        }

        @Override
        public void close() {
            parameters.close();
        }
    }
}
