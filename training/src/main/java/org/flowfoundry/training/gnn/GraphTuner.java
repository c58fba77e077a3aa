package org.flowfoundry.training.gnn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * Adapts a graph network to few labelled flows, within one task. How long to train is found by cross-validation among those
 * labels: in each fold training stops once the labels held out no longer gain; then all labels are trained on for as many steps
 * as the folds took on average.
 */
public final class GraphTuner {

    /** A step costs less per flow the more there are, up to about so many. */
    private static final int PACKED_FLOWS = 1024;

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
     * @param full whether the network is trained, or its last layer only
     * @param steps at most
     * @param rate highest learning rate
     * @param folds parts of the labels that are held out in turn to find the number of steps; 0 = all steps are taken
     * @param seed decides order, folds and dropout
     */
    public record Recipe(boolean full, int steps, double rate, int folds, long seed) {

        /** Of the whole network. */
        public static Recipe full(long seed) {
            return new Recipe(true, 60, 1e-3, 0, seed);
        }

        /** Of the last layer. */
        public static Recipe headOnly(long seed) {
            return new Recipe(false, 100, 2e-2, 2, seed);
        }

        public Recipe {
            if (steps < 1 || !(rate > 0) || folds < 0 || folds == 1) {
                throw new IllegalArgumentException(
                        "steps " + steps + ", rate " + rate + " or folds " + folds + " make no training");
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
        LabelFolds folds = LabelFolds.of(small, classes, recipe.folds(), recipe.seed());
        // With a single label of a class there is nothing to hold out, and half of the steps is what is left of
        // caution.
        int steps = recipe.folds() == 0 ? recipe.steps() : Math.max(1, recipe.steps() / 2);
        if (folds.count() > 1) {
            int sum = 0;
            for (int fold = 0; fold < folds.count(); fold++) {
                sum += train(folds.without(fold), folds.only(fold), classes, recipe.steps())
                        .steps();
            }
            steps = Math.max(1, sum / folds.count());
        }
        return train(small, List.of(), classes, steps).tuned();
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

    private record Trained(TunedGraph tuned, int steps) {}

    private Trained train(List<LabelledGraph> graphs, List<LabelledGraph> heldOut, int classes, int steps) {
        float[] weights = LabelFolds.balanced(graphs, classes);
        try (GraphClassifier classifier = recipe.full()
                        ? GraphClassifier.full(model, start, weights)
                        : GraphClassifier.headOnly(model, start, weights);
                FlatParameters parameters =
                        new FlatParameters(classifier.layout(), classifier.initialParameters(recipe.seed()), engine)) {
            int taken = new GraphTraining(classifier, parameters, recipe, engine).run(graphs, heldOut, steps);
            return new Trained(classifier.tuned(parameters.values()), taken);
        }
    }
}
