package org.flowfoundry.training.pretrain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.engine.TrainingProgram;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.flows.FlowEncoder;
import org.flowfoundry.training.flows.FlowField;
import org.flowfoundry.training.gnn.GraphModel;
import org.flowfoundry.training.graph.FlowPieces;
import org.flowfoundry.training.graph.FlowSplit;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.graph.GraphDomain;
import org.flowfoundry.training.graph.GraphFlows;
import org.flowfoundry.training.graph.PieceJob;
import org.flowfoundry.training.graph.PieceSource;
import org.flowfoundry.training.graph.Pieces;
import org.flowfoundry.training.pretrain.GraphPretrainOptions.Fields;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedGraph;
import org.flowfoundry.training.sequence.Split.Part;

/** Pre-training of a graph network on {@code flows}, by links and masked fields. */
final class GraphPretraining implements Pretraining<GraphBatch> {

    private final Lake lake;
    private final GraphPretrainOptions options;
    private final Progress progress;
    private final GraphFlows flows;
    private final SavedGraph continued;
    private FlowPieces shaped;
    private Pieces pieces;

    GraphPretraining(Lake lake, GraphPretrainOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
        this.continued = options.continued() == null ? null : continued();
        progress.stage("reading flows");
        this.flows = GraphFlows.open(lake, options.range());
    }

    /**
     * What each network's flows are read with.
     *
     * @param domains in the order of the model's
     */
    record Encoders(List<GraphDomain> domains) {}

    @Override
    public void prepare(Workspace workspace, int shards, int workers) {
        Encoders encoders = workspace.encoder(Encoders.class, this::fitted);
        shaped = new FlowPieces(encoders.domains(), options.data().shape());
        pieces = PieceJob.run(lake, flows, shaped, split(), shards, progress);
        pieces.training().requireFor(workers);
        pieces.validation().requireFor(workers);
    }

    private Encoders fitted() {
        progress.stage("fitting the encoders");
        return new Encoders(flows.domains().stream().map(this::fitted).toList());
    }

    /** Fits to flows that may be learned from; those of other hosts and times may not even tell what is usual. */
    private GraphDomain fitted(String domain) {
        GraphDomain known = continued == null ? null : continued.description().domain(domain);
        if (known != null) {
            return known;
        }
        Dataset<Row> rows = flows.part(split(), Part.TRAINING).of(flows.of(domain));
        Dataset<Row> seen = options.data().fields() == Fields.NATIVE
                ? rows
                : rows.withColumn(
                        "attributes",
                        lit(null)
                                .cast(rows.select(col("attributes"))
                                        .schema()
                                        .apply(0)
                                        .dataType()));
        return new GraphDomain(
                domain,
                FlowEncoder.fit(
                        seen,
                        Set.copyOf(options.data().withheld()),
                        split().shares().seed()));
    }

    private FlowSplit split() {
        return options.data().split();
    }

    @Override
    public long trainingRows() {
        return pieces.training().allRows();
    }

    @Override
    public long validationRows() {
        return pieces.validation().allRows();
    }

    @Override
    public TrainingProgram<GraphBatch> program(int validationBatches) {
        return new GraphProgram(
                description(),
                options.rule(),
                options.weights(),
                source(pieces.training()),
                source(pieces.validation()),
                pieces.version(),
                options.training().batchRows(),
                validationBatches,
                firstParameters());
    }

    /** The model to go on from, which must be of the same shape. */
    private SavedGraph continued() {
        SavedGraph saved = SavedGraph.read(new ModelRegistry(lake).resolve(options.continued()));
        if (!saved.description().config().equals(options.model())) {
            throw TrainingErrors.otherShape(
                    options.continued(),
                    saved.description().config().toString(),
                    options.model().toString());
        }
        if (!saved.description().split().equals(split())) {
            throw TrainingErrors.otherSplit(options.continued());
        }
        List<String> hidden = saved.description().domains().stream()
                .flatMap(domain -> domain.encoder().fields().stream().map(FlowField::name))
                .filter(name -> options.data().withheld().contains(name)
                        || options.data().fields() == Fields.COMMON && name.startsWith("attributes."))
                .distinct()
                .toList();
        if (!hidden.isEmpty()) {
            throw TrainingErrors.readsWithheld(options.continued(), hidden);
        }
        return saved;
    }

    private Broadcast<float[]> firstParameters() {
        GraphModel model = description().model();
        long seed = options.training().seed();
        float[] first = continued == null
                ? model.initialParameters(seed)
                : model.initialParameters(seed, continued.description().model(), continued.parameters());
        return JavaSparkContext.fromSparkContext(lake.spark().sparkContext()).broadcast(first);
    }

    private SavedGraph.Description description() {
        return new SavedGraph.Description(
                options.model(), shaped, split(), continued == null ? null : continued.description());
    }

    private PieceSource source(Pieces.Shards shards) {
        Configuration conf = lake.spark().sessionState().newHadoopConf();
        return new PieceSource(conf, shaped, shards);
    }

    @Override
    public ModelVersion register(TrainingResult trained) {
        return new GraphRegistration(lake, options, flows, progress)
                .register(description(), pieces, source(pieces.validation()), trained);
    }

    @Override
    public PretrainResult.Examples examples() {
        return new PretrainResult.Examples(
                "flows", pieces.training().allFlows(), pieces.validation().allFlows());
    }
}
