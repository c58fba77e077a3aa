package org.flowfoundry.generation.flow;

import org.flowfoundry.generation.diffusion.DenoiserConfig;
import org.flowfoundry.generation.diffusion.MaskedObjective;
import org.flowfoundry.generation.diffusion.Slots;
import org.flowfoundry.generation.diffusion.TokenBatch;
import org.flowfoundry.generation.shard.TokenSource;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.engine.TrainingProgram;

/**
 * The training of a generator, as workers do it.
 *
 * @param slots of the rows
 * @param dataVersion of the shards
 * @param batchRows records of a mini-batch
 * @param validationBatches that each worker looks at
 * @param seed draws the first parameters
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record MaskedProgram(
        DenoiserConfig config,
        Slots slots,
        TokenSource trainingShards,
        TokenSource validationShards,
        String dataVersion,
        int batchRows,
        int validationBatches,
        long seed)
        implements TrainingProgram<TokenBatch> {

    @Override
    public Trainable<TokenBatch> model() {
        return new MaskedObjective(config, slots);
    }

    @Override
    public Batches<TokenBatch> training(Worker worker) {
        return trainingShards.open(worker.rank(), worker.size(), batchRows, worker.seed());
    }

    @Override
    public Batches<TokenBatch> validation(Worker worker) {
        return validationShards.open(worker.rank(), worker.size(), batchRows, worker.seed());
    }

    @Override
    public float[] initialParameters() {
        return new MaskedObjective(config, slots).initialParameters(seed);
    }
}
