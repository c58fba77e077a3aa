package org.flowfoundry.training.gnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.flowfoundry.training.decision.ClassBalance;
import org.flowfoundry.training.decision.LogisticRegression;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * Adapts a graph network to few labelled flows, within one task. The last layer begins where it fits the states that the network
 * begins with (Kumar et al. 2022), and all steps are taken: stopping by cross-validation among so few labels stops too early.
 */
public final class GraphTuner {

    /** A step costs less per flow the more there are, up to about so many. */
    private static final int PACKED_FLOWS = 1024;

    /** Inverse strength of the penalty on the first values of the last layer. */
    private static final double PENALTY = 0.3;

    private final GraphModel model;
    private final float[] start;
    private final Recipe recipe;
    private final NativeEngine engine;

    /**
     * @param start parameters of the model to begin with: pre-trained, or first values for a training from scratch
     */
    public GraphTuner(GraphModel model, float[] start, Recipe recipe, NativeEngine engine) {
        this.model = model;
        this.start = start;
        this.recipe = recipe;
        this.engine = engine;
    }

    /**
     * How it is trained.
     *
     * @param steps all of which are taken
     * @param rate highest learning rate
     * @param seed decides order and dropout
     */
    public record Recipe(int steps, double rate, long seed) {

        /** That of {@code evaluate --fine-tune}. */
        public static Recipe standard(long seed) {
            return new Recipe(60, 1e-3, seed);
        }

        public Recipe {
            if (steps < 1 || !(rate > 0)) {
                throw new IllegalArgumentException("steps " + steps + " or rate " + rate + " make no training");
            }
        }
    }

    /**
     * Trains.
     *
     * @param graphs with at least one label; what is not around a labelled flow is not looked at
     * @param classes how many there are
     */
    public TunedGraph tune(List<LabelledGraph> graphs, int classes) {
        List<LabelledGraph> small = packed(graphs);
        if (small.isEmpty()) {
            throw new IllegalArgumentException("No flow has a label");
        }
        GraphClassifier classifier =
                new GraphClassifier(model, start, ClassBalance.ofClasses(LabelledGraph.labels(small), classes));
        try (FlatParameters parameters = new FlatParameters(
                classifier.layout(), classifier.initialParameters(lastLayer(small, classes)), engine)) {
            new GraphTraining(classifier, parameters, recipe, engine).run(small);
            return classifier.tuned(parameters.values());
        }
    }

    /** A last layer that suits the states before training, so that its first errors do not undo what the network knows. */
    private LogisticRegression lastLayer(List<LabelledGraph> graphs, int classes) {
        List<float[]> states = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        try (GraphPredictor predictor = GraphPredictor.open(model, start, engine)) {
            for (LabelledGraph graph : graphs) {
                float[] all = predictor.embed(graph.batch());
                int width = model.config().width();
                for (int flow = 0; flow < graph.labels().length; flow++) {
                    if (graph.labels()[flow] != LabelledGraph.NONE) {
                        states.add(Arrays.copyOfRange(all, flow * width, (flow + 1) * width));
                        labels.add(graph.labels()[flow]);
                    }
                }
            }
        }
        return LogisticRegression.fit(
                states.toArray(float[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                classes,
                PENALTY);
    }

    /** What is around labels, in an order drawn by the seed, several of a domain packed together. */
    private List<LabelledGraph> packed(List<LabelledGraph> graphs) {
        List<LabelledGraph> small = new ArrayList<>();
        for (LabelledGraph graph : graphs) {
            if (graph.labelled() > 0) {
                small.add(Surroundings.of(graph, model.config().layers()));
            }
        }
        Collections.shuffle(small, new Random(recipe.seed()));
        List<LabelledGraph> packed = new ArrayList<>();
        List<LabelledGraph> together = new ArrayList<>();
        int flows = 0;
        for (LabelledGraph graph : small) {
            boolean full = flows + graph.batch().flows() > PACKED_FLOWS;
            if (!together.isEmpty()
                    && (full
                            || graph.batch().domain() != together.get(0).batch().domain())) {
                packed.add(LabelledGraph.join(together));
                together.clear();
                flows = 0;
            }
            together.add(graph);
            flows += graph.batch().flows();
        }
        if (!together.isEmpty()) {
            packed.add(LabelledGraph.join(together));
        }
        return packed;
    }
}
