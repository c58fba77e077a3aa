package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.flowfoundry.training.engine.Trainable.Loss;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.gnn.GraphTuner.Recipe;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.GradientNorm;
import org.flowfoundry.training.optimizer.LearningRate;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/** One training of a classifier, by one thread. */
final class GraphTraining {

    /** Labels per step, if there are as many: those of several graphs then share a step. */
    private static final int STEP_LABELS = 16;

    private static final int VALIDATE_EVERY = 5;
    private static final int PATIENCE = 3;
    private static final double CLIP = 1;
    private static final double DECAY = 0.01;
    private static final double LOWEST_RATE = 0.1;

    private final GraphClassifier classifier;
    private final FlatParameters parameters;
    private final Recipe recipe;
    private final NativeEngine engine;
    private final AdamW optimizer;
    private final Random random;
    private final List<LabelledGraph> waiting = new ArrayList<>();

    GraphTraining(GraphClassifier classifier, FlatParameters parameters, Recipe recipe, NativeEngine engine) {
        this.classifier = classifier;
        this.parameters = parameters;
        this.recipe = recipe;
        this.engine = engine;
        this.optimizer = new AdamW(classifier.layout(), 0.9, 0.95, DECAY);
        this.random = new Random(recipe.seed());
    }

    /**
     * Takes so many steps, or stops once the labels held out no longer gain.
     *
     * @param heldOut may be empty
     * @return the step that the labels held out liked best; all steps where there are none
     */
    int run(List<LabelledGraph> graphs, List<LabelledGraph> heldOut, int steps) {
        LearningRate rate = new LearningRate(recipe.rate(), recipe.steps() / 10, recipe.steps(), LOWEST_RATE);
        double least = Double.POSITIVE_INFINITY;
        int best = 0;
        for (int step = 1; step <= steps; step++) {
            step(next(graphs), step, rate.at(step - 1));
            if (!heldOut.isEmpty() && step % VALIDATE_EVERY == 0) {
                double loss = mean(heldOut);
                if (loss < least) {
                    least = loss;
                    best = step;
                } else if (step >= best + PATIENCE * VALIDATE_EVERY) {
                    return best;
                }
            }
        }
        return heldOut.isEmpty() ? steps : best;
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

    private void step(List<LabelledGraph> graphs, int number, double rate) {
        parameters.zeroGradient();
        double weight = 0;
        for (LabelledGraph graph : graphs) {
            weight += train(graph, recipe.seed() * 31 + number);
        }
        FloatBuffer gradient = parameters.gradient().asFloatBuffer();
        double norm = GradientNorm.of(gradient, classifier.layout().size()) / weight;
        optimizer.update(parameters.buffer().asFloatBuffer(), gradient, GradientNorm.clip(norm, CLIP) / weight, rate);
        parameters.commit();
    }

    /** Adds to the gradient; the weight of the loss. */
    private double train(LabelledGraph graph, long seed) {
        try (NDManager step = engine.newManager()) {
            return engine.differentiating(() -> {
                Loss loss = classifier.loss(parameters.tensors(step), graph, step, Mode.TRAINING, seed);
                parameters.backward(loss.sum());
                return loss.weight();
            });
        }
    }

    private double mean(List<LabelledGraph> graphs) {
        double sum = 0;
        double weight = 0;
        for (LabelledGraph graph : graphs) {
            try (NDManager step = engine.newManager()) {
                Loss loss = engine.inferring(
                        () -> classifier.loss(parameters.tensors(step), graph, step, Mode.EVALUATION, 0));
                sum += loss.sum().getFloat();
                weight += loss.weight();
            }
        }
        return sum / weight;
    }
}
