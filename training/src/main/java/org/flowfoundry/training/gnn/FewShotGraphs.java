package org.flowfoundry.training.gnn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.TaskCompletionListener;
import org.flowfoundry.training.engine.TaskEngine;
import org.flowfoundry.training.flows.FlatMapped;
import org.flowfoundry.training.gnn.GraphTuner.Recipe;
import org.flowfoundry.training.graph.FlowPieces;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.graph.Iterators;
import org.flowfoundry.training.graph.KeyedPiece;
import org.flowfoundry.training.graph.KeyedPiece.Key;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * Few flows of a lake in their surroundings, kept by the executors, so that graph networks can be trained on the labels of some and
 * asked about others, draw after draw. The flows are cut into pieces once; each draw is trained by one task, and asked piece by
 * piece. At the driver: the surroundings of the labelled flows, the networks of one call's draws, and their answers.
 */
public final class FewShotGraphs implements AutoCloseable {

    private final JavaSparkContext spark;
    private final GraphConfig config;
    private final List<DomainFields> domains;
    /** Labels are numbers of rows. */
    private final JavaRDD<LabelledGraph> graphs;

    private FewShotGraphs(JavaSparkContext spark, GraphModel model, JavaRDD<LabelledGraph> graphs) {
        this.spark = spark;
        this.config = model.config();
        this.domains = model.domains();
        this.graphs = graphs;
    }

    /**
     * Cuts out the surroundings of flows.
     *
     * @param pieces of the model's domains
     * @param flows rows of the table {@code flows}
     * @param rows the flows that are labelled or asked for: their places here are their numbers
     */
    public static FewShotGraphs of(GraphModel model, FlowPieces pieces, Dataset<Row> flows, List<Key> rows) {
        Map<Key, Integer> numbers = new HashMap<>();
        for (Key row : rows) {
            numbers.put(row, numbers.size());
        }
        int hops = model.config().layers();
        int lookBack = model.config().lookBack();
        JavaRDD<LabelledGraph> graphs = pieces.map(
                        flows,
                        0,
                        cut -> Iterators.mapped(cut, piece -> surroundings(piece, numbers, lookBack, hops)),
                        Encoders.javaSerialization(LabelledGraph.class))
                .toJavaRDD()
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new FewShotGraphs(
                JavaSparkContext.fromSparkContext(flows.sparkSession().sparkContext()), model, graphs);
    }

    private static LabelledGraph surroundings(KeyedPiece piece, Map<Key, Integer> numbers, int lookBack, int hops) {
        int[] labels = piece.keys().stream()
                .mapToInt(key -> numbers.getOrDefault(key, LabelledGraph.NONE))
                .toArray();
        return Arrays.stream(labels).allMatch(label -> label == LabelledGraph.NONE)
                ? null
                : Surroundings.of(new LabelledGraph(GraphBatch.of(piece.piece(), lookBack), labels), hops);
    }

    /**
     * Trains a network on each draw's labels, and asks it.
     *
     * @param start parameters to begin with; null = from scratch, each draw with first values of its own seed
     * @return for each draw (asked, classes) probabilities; null in the place of a flow that is in no piece
     */
    public List<double[][]> decide(float[] start, List<FewShots> draws, int classes) {
        Broadcast<List<LabelledGraph>> labelled = spark.broadcast(labelled(draws));
        // Null is sent as no values at all.
        Broadcast<float[]> begin = spark.broadcast(start == null ? new float[0] : start);
        Broadcast<List<TunedGraph>> tuned = null;
        try {
            tuned = spark.broadcast(tuned(labelled, begin, draws, classes));
            return answers(tuned, draws);
        } finally {
            labelled.destroy();
            begin.destroy();
            if (tuned != null) {
                tuned.destroy();
            }
        }
    }

    /** What is around the flows that are labelled in any draw. */
    private List<LabelledGraph> labelled(List<FewShots> draws) {
        Set<Integer> wanted = new HashSet<>();
        draws.forEach(draw -> Arrays.stream(draw.rows()).forEach(wanted::add));
        int hops = config.layers();
        return graphs.mapPartitions(some -> Iterators.mapped(some, graph -> {
                    LabelledGraph less = graph.with(Arrays.stream(graph.labels())
                            .map(row -> wanted.contains(row) ? row : LabelledGraph.NONE)
                            .toArray());
                    return less.labelled() == 0 ? null : Surroundings.of(less, hops);
                }))
                .collect();
    }

    private List<TunedGraph> tuned(
            Broadcast<List<LabelledGraph>> labelled, Broadcast<float[]> start, List<FewShots> draws, int classes) {
        GraphConfig shape = config;
        List<DomainFields> known = domains;
        return spark.parallelize(draws, draws.size())
                .map(draw -> {
                    Map<Integer, Integer> classOf = new HashMap<>();
                    for (int i = 0; i < draw.rows().length; i++) {
                        classOf.put(draw.rows()[i], draw.labels()[i]);
                    }
                    List<LabelledGraph> own = new ArrayList<>();
                    for (LabelledGraph graph : labelled.value()) {
                        own.add(graph.with(Arrays.stream(graph.labels())
                                .map(row -> classOf.getOrDefault(row, LabelledGraph.NONE))
                                .toArray()));
                    }
                    GraphModel model = new GraphModel(shape, known);
                    return new GraphTuner(
                                    model,
                                    start.value().length == 0 ? model.initialParameters(draw.seed()) : start.value(),
                                    Recipe.standard(draw.seed()),
                                    TaskEngine.of(TaskContext.get()))
                            .tune(own, classes);
                })
                .collect();
    }

    /** The answer of a draw's network about a row. */
    private record Answer(int draw, int row, double[] probabilities) implements Serializable {}

    private List<double[][]> answers(Broadcast<List<TunedGraph>> tuned, List<FewShots> draws) {
        GraphConfig shape = config;
        List<DomainFields> known = domains;
        List<Set<Integer>> asked = draws.stream()
                .map(draw -> Arrays.stream(draw.asked()).boxed().collect(Collectors.toSet()))
                .toList();
        Map<Integer, Map<Integer, double[]>> found = new HashMap<>();
        graphs.mapPartitions(some -> answers(some, new GraphModel(shape, known), tuned.value(), asked))
                .collect()
                .forEach(one -> found.computeIfAbsent(one.draw(), draw -> new HashMap<>())
                        .put(one.row(), one.probabilities()));
        List<double[][]> answers = new ArrayList<>();
        for (int draw = 0; draw < draws.size(); draw++) {
            Map<Integer, double[]> own = found.getOrDefault(draw, Map.of());
            answers.add(
                    Arrays.stream(draws.get(draw).asked()).mapToObj(own::get).toArray(double[][]::new));
        }
        return answers;
    }

    /** Of all draws' networks about one graph after the other. */
    private static Iterator<Answer> answers(
            Iterator<LabelledGraph> graphs, GraphModel model, List<TunedGraph> networks, List<Set<Integer>> asked) {
        TaskContext task = TaskContext.get();
        NativeEngine engine = TaskEngine.of(task);
        List<GraphPredictor> predictors =
                networks.stream().map(network -> network.open(model, engine)).toList();
        task.addTaskCompletionListener((TaskCompletionListener) ended -> predictors.forEach(GraphPredictor::close));
        return new FlatMapped<>(graphs, graph -> {
            List<Answer> answers = new ArrayList<>();
            for (int draw = 0; draw < networks.size(); draw++) {
                Set<Integer> wanted = asked.get(draw);
                if (Arrays.stream(graph.labels()).anyMatch(wanted::contains)) {
                    add(
                            draw,
                            graph,
                            wanted,
                            networks.get(draw).probabilities(predictors.get(draw), graph.batch()),
                            answers);
                }
            }
            return answers.iterator();
        });
    }

    private static void add(
            int draw, LabelledGraph graph, Set<Integer> wanted, double[][] probabilities, List<Answer> answers) {
        for (int flow = 0; flow < probabilities.length; flow++) {
            int row = graph.labels()[flow];
            if (wanted.contains(row)) {
                answers.add(new Answer(draw, row, probabilities[flow]));
            }
        }
    }

    @Override
    public void close() {
        graphs.unpersist();
    }
}
