package org.flowfoundry.training.model;

/**
 * What a model says of a batch.
 *
 * @param hidden the state after each token: (rows, length, width)
 * @param surprise negative log-likelihood, in nats, of each token's own window given those before it in its segment: (rows,
 *     length, 1 + features), the elapsed windows first. NaN in padding and a segment's first token, and for elapsed windows
 *     that are not known
 */
public record Prediction(float[] hidden, float[] surprise) {}
