package org.flowfoundry.training.engine;

import java.io.Serializable;
import org.flowfoundry.training.data.Batches;

/**
 * What each worker trains, and on what: sent to the executors, where it opens the real things.
 *
 * @param <B> a mini-batch
 */
public interface TrainingProgram<B> extends Serializable {

    /** The model; called once per worker, after the engine is loaded. */
    Trainable<B> model();

    /** The worker's share of the training data. */
    Batches<B> training(Worker worker);

    /** The worker's share of the validation data: one pass is {@link #validationBatches} batches; null = no validation. */
    Batches<B> validation(Worker worker);

    /** How many validation batches each worker looks at; the same for all workers. */
    int validationBatches();

    /** First values of the flat parameter vector; the same for every worker. */
    float[] initialParameters();

    /** What the data is, in a word or a hash: a checkpoint of other data is not taken up. */
    default String dataVersion() {
        return "";
    }

    /** Which of the workers this is. */
    record Worker(int rank, int size, long seed) {}
}
