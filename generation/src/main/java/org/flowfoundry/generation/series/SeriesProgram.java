package org.flowfoundry.generation.series;

import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.generation.shard.TokenShards;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.data.ShuffledBatches;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.engine.TrainingProgram;

/**
 * Diffusion of series, as workers learn it.
 *
 * @param network the description's
 * @param batchRows rows of a mini-batch
 * @param validationBatches that each worker looks at
 * @param seed draws the first parameters
 */
record SeriesProgram<E, B>(
        SeriesDescription description,
        SeriesNetwork<E, B> network,
        TokenShards shards,
        SerializableConfiguration conf,
        int batchRows,
        int validationBatches,
        long seed)
        implements TrainingProgram<B> {

    /** So many series are shuffled together. */
    private static final int BUFFER_ROWS = 1 << 15;

    @Override
    public Trainable<B> model() {
        return network.model();
    }

    @Override
    public Batches<B> training(Worker worker) {
        return open(shards.training(), worker);
    }

    @Override
    public Batches<B> validation(Worker worker) {
        return open(shards.validation(), worker);
    }

    private Batches<B> open(TokenShards.Part part, Worker worker) {
        SeriesFiles<E> files =
                new SeriesFiles<>(conf.value(), part, description, network, worker.rank(), worker.size());
        // A worker's order must not be the other workers' too.
        long own = worker.seed() * 31 + worker.rank() * 0x9E3779B97F4A7C15L;
        return new ShuffledBatches<>(files, batchRows, Math.max(batchRows, BUFFER_ROWS), own, network::join);
    }

    @Override
    public float[] initialParameters() {
        return network.initialParameters(seed);
    }

    @Override
    public String dataVersion() {
        return shards.version();
    }
}
