package org.flowfoundry.training.gnn;

import java.io.Serializable;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * A graph network that was adapted to labels, with its last layer.
 *
 * @param network parameters of the model
 * @param weights (classes, width)
 * @param biases (classes)
 */
public record TunedGraph(float[] network, float[] weights, float[] biases) implements Serializable {

    /** A network of these parameters at work; whoever takes it closes it. */
    public GraphPredictor open(GraphModel model, NativeEngine engine) {
        return GraphPredictor.open(model, network, engine);
    }

    /**
     * Probabilities of the classes.
     *
     * @param predictor of {@link #open}
     * @return (flows, classes)
     */
    public double[][] probabilities(GraphPredictor predictor, GraphBatch batch) {
        float[] states = predictor.embed(batch);
        int width = weights.length / biases.length;
        double[][] probabilities = new double[batch.flows()][];
        for (int flow = 0; flow < probabilities.length; flow++) {
            probabilities[flow] = probabilities(states, flow * width, width);
        }
        return probabilities;
    }

    private double[] probabilities(float[] states, int from, int width) {
        double[] scores = new double[biases.length];
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = biases[k];
            for (int i = 0; i < width; i++) {
                scores[k] += (double) weights[k * width + i] * states[from + i];
            }
            greatest = Math.max(greatest, scores[k]);
        }
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp(scores[k] - greatest);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
        return scores;
    }
}
