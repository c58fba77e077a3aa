package org.flowfoundry.training.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.flowfoundry.training.decision.ClassBalance;
import org.flowfoundry.training.decision.LogisticRegression;
import org.flowfoundry.training.gnn.GraphConfig.Aggregation;
import org.flowfoundry.training.gnn.GraphTuner.Recipe;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.tensor.NativeEngine;
import org.junit.jupiter.api.Test;

class GraphTunerTest {

    private static final GraphConfig CONFIG = SampleGraphs.config(Aggregation.MEAN);
    private static final GraphModel MODEL = SampleGraphs.model(CONFIG);
    private static final NativeEngine ENGINE = NativeEngine.onCpu();
    private static final SampleGraphs NETWORKS = new SampleGraphs(7, 0, 0);
    private static final List<GraphBatch> BATCHES =
            IntStream.range(0, 3).mapToObj(i -> NETWORKS.batch(30, 3, 3)).toList();

    /** Whether a flow's service is one of the first two: what its indicators tell. */
    private static int truth(GraphBatch batch, int flow) {
        int at = flow * batch.fields();
        return batch.values()[at] + batch.values()[at + 1] > 0 ? 0 : 1;
    }

    /** Every so many flows are labelled. */
    private static List<LabelledGraph> labelled(int every) {
        return BATCHES.stream()
                .map(batch -> {
                    int[] labels = new int[batch.flows()];
                    Arrays.setAll(labels, i -> i % every == 0 ? truth(batch, i) : LabelledGraph.NONE);
                    return new LabelledGraph(batch, labels);
                })
                .toList();
    }

    private static double accuracy(TunedGraph tuned) {
        GraphBatch unseen = new SampleGraphs(8, 0, 0).batch(40, 3, 3);
        try (GraphPredictor predictor = tuned.open(MODEL, ENGINE)) {
            double[][] probabilities = tuned.probabilities(predictor, unseen);
            return IntStream.range(0, unseen.flows())
                    .map(flow -> probabilities[flow][truth(unseen, flow)] > 0.5 ? 1 : 0)
                    .average()
                    .orElseThrow();
        }
    }

    @Test
    void learnsFromFewLabels() {
        float[] start = MODEL.initialParameters(1);
        Recipe recipe = new Recipe(20, 1e-2, 1);
        TunedGraph tuned = new GraphTuner(MODEL, start, recipe, ENGINE).tune(labelled(6), 2);
        assertThat(accuracy(tuned)).isGreaterThan(0.85);
        assertThat(tuned.network()).isNotEqualTo(start);
        TunedGraph again = new GraphTuner(MODEL, start, recipe, ENGINE).tune(labelled(6), 2);
        assertThat(again.network()).containsExactly(tuned.network());
        assertThat(again.biases()).containsExactly(tuned.biases());
    }

    @Test
    void theLastLayerBeginsWhereItFits() {
        float[] start = MODEL.initialParameters(1);
        GraphBatch batch = BATCHES.get(0);
        int[] labels = new int[batch.flows()];
        Arrays.setAll(labels, i -> i % 3);
        List<LabelledGraph> graphs = List.of(new LabelledGraph(batch, labels));
        TunedGraph tuned = new GraphTuner(MODEL, start, new Recipe(1, 1e-9, 1), ENGINE).tune(graphs, 3);
        int width = MODEL.config().width();
        float[][] states = new float[labels.length][];
        try (GraphPredictor predictor = GraphPredictor.open(MODEL, start, ENGINE)) {
            // All flows are labelled, so what is around labels is the batch as it is.
            float[] all = predictor.embed(batch);
            Arrays.setAll(states, i -> Arrays.copyOfRange(all, i * width, (i + 1) * width));
        }
        LogisticRegression fitted = LogisticRegression.fit(states, labels, 3, 0.3);
        for (int k = 0; k < 3; k++) {
            assertThat(Arrays.copyOfRange(tuned.weights(), k * width, (k + 1) * width))
                    .containsExactly(fitted.weights()[k], within(1e-4f));
        }
        assertThat(tuned.biases()).containsExactly(fitted.biases(), within(1e-4f));
    }

    @Test
    void oneLabelOfAClassIsEnough() {
        int[] labels = new int[BATCHES.get(0).flows()];
        Arrays.fill(labels, LabelledGraph.NONE);
        labels[3] = 0;
        labels[40] = 1;
        List<LabelledGraph> one = List.of(new LabelledGraph(BATCHES.get(0), labels));
        TunedGraph tuned = new GraphTuner(MODEL, MODEL.initialParameters(1), Recipe.standard(1), ENGINE).tune(one, 3);
        try (GraphPredictor predictor = tuned.open(MODEL, ENGINE)) {
            double[] probabilities = tuned.probabilities(predictor, BATCHES.get(0))[3];
            assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
            assertThat(probabilities[0]).isGreaterThan(probabilities[1]);
        }
        Arrays.fill(labels, LabelledGraph.NONE);
        GraphTuner tuner = new GraphTuner(MODEL, MODEL.initialParameters(1), Recipe.standard(1), ENGINE);
        assertThatThrownBy(() -> tuner.tune(one, 2)).hasMessage("No flow has a label");
        assertThatThrownBy(() -> new Recipe(0, 1, 1)).hasMessage("steps 0 or rate 1.0 make no training");
    }

    @Test
    void classesCountEqually() {
        List<LabelledGraph> graphs = labelled(4);
        float[] weights = ClassBalance.ofClasses(LabelledGraph.labels(graphs), 3);
        int first = (int) graphs.stream()
                .flatMapToInt(graph -> Arrays.stream(graph.labels()))
                .filter(label -> label == 0)
                .count();
        int all = graphs.stream().mapToInt(LabelledGraph::labelled).sum();
        assertThat(weights[0] * first).isCloseTo(all / 2f, within(1e-3f));
        assertThat(weights[1] * (all - first)).isCloseTo(all / 2f, within(1e-3f));
        assertThat(weights[2]).isZero();
    }

    @Test
    void whatIsAroundALabelGivesNearlyTheSameAsAll() {
        GraphBatch batch = new SampleGraphs(9, 0, 0).batch(200, 3, 3);
        SplittableRandom random = new SplittableRandom(1);
        int[] labels = new int[batch.flows()];
        Arrays.fill(labels, LabelledGraph.NONE);
        int flow = random.nextInt(batch.flows());
        labels[flow] = 1;
        LabelledGraph small = Surroundings.of(new LabelledGraph(batch, labels), 2);
        assertThat(small.labelled()).isEqualTo(1);
        assertThat(small.batch().flows()).isBetween(5, batch.flows() - 1);
        int there = IntStream.range(0, small.labels().length)
                .filter(i -> small.labels()[i] == 1)
                .findFirst()
                .orElseThrow();
        // One layer looks back, then around, and these hosts have few flows: all but some earlier flows is there.
        GraphModel shallow = SampleGraphs.model(new GraphConfig(16, 1, 3, Aggregation.MEAN, 2, 0));
        try (GraphPredictor predictor =
                GraphPredictor.open(shallow, shallow.initialParameters(2), NativeEngine.onCpu())) {
            float[] all = predictor.embed(batch);
            float[] some = predictor.embed(small.batch());
            assertThat(Arrays.copyOfRange(some, there * 16, there * 16 + 16))
                    .containsExactly(Arrays.copyOfRange(all, flow * 16, flow * 16 + 16), within(0.05f));
        }
    }
}
