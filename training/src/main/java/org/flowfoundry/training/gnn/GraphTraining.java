package org.flowfoundry.training.gnn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.flowfoundry.training.engine.LoneTraining;
import org.flowfoundry.training.gnn.GraphTuner.Recipe;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.LearningRate;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/** One training of a classifier, by one thread. */
final class GraphTraining {

    /** Labels per step, if there are as many: those of several graphs then share a step. */
    private static final int STEP_LABELS = 16;

    private static final double DECAY = 0.01;
    private static final double LOWEST_RATE = 0.1;

    private final LoneTraining<LabelledGraph> training;
    private final int steps;
    private final Random random;
    private final List<LabelledGraph> waiting = new ArrayList<>();

    GraphTraining(GraphClassifier classifier, FlatParameters parameters, Recipe recipe, NativeEngine engine) {
        this.training = new LoneTraining<>(
                classifier,
                parameters,
                new AdamW(classifier.layout(), 0.9, 0.95, DECAY),
                new LearningRate(recipe.rate(), recipe.steps() / 10, recipe.steps(), LOWEST_RATE),
                engine,
                recipe.seed());
        this.steps = recipe.steps();
        this.random = new Random(recipe.seed());
    }

    /** Takes all steps. */
    void run(List<LabelledGraph> graphs) {
        training.run(() -> next(graphs), steps);
    }

    /** Graphs in an order that differs from round to round, as many as have the labels of a step. */
    private List<LabelledGraph> next(List<LabelledGraph> graphs) {
        List<LabelledGraph> chosen = new ArrayList<>();
        int labels = 0;
        while (labels < STEP_LABELS && chosen.size() < graphs.size()) {
            if (waiting.isEmpty()) {
                waiting.addAll(graphs);
                Collections.shuffle(waiting, random);
            }
            LabelledGraph graph = waiting.remove(waiting.size() - 1);
            chosen.add(graph);
            labels += graph.labelled();
        }
        return chosen;
    }
}
