package org.flowfoundry.training.pretrain;

import org.flowfoundry.training.engine.TrainingProgram;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.registry.ModelVersion;

/**
 * A kind of pre-training: what {@link PretrainJob} leaves to it.
 *
 * @param <B> a mini-batch
 */
public interface Pretraining<B> {

    /**
     * Makes the data that workers read, and what it is read with; or finds both.
     *
     * @param shards files of each part; no fewer than workers
     */
    void prepare(Workspace workspace, int shards, int workers);

    /** Rows of training data. */
    long trainingRows();

    /** Rows of validation data. */
    long validationRows();

    /** What workers do. */
    TrainingProgram<B> program(int validationBatches);

    /** Registers what a training came to. */
    ModelVersion register(TrainingResult trained);

    /** What it learned from. */
    PretrainResult.Examples examples();
}
