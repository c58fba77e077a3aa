package org.flowfoundry.training.engine;

/**
 * What all workers together did since they last agreed.
 *
 * @param steps how many steps
 * @param loss summed over batches
 * @param weight to divide it by
 * @param norms summed over steps: lengths of the gradients
 * @param skipped steps left out: not finite
 * @param stuck whether there is no going on: too many in a row were left out
 */
record Agreement(long steps, double loss, double weight, double tokens, double norms, double skipped, boolean stuck) {}
