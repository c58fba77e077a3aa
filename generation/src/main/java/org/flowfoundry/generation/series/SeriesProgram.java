package org.flowfoundry.generation.series;

import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.generation.image.DiffusionConfig;
import org.flowfoundry.generation.image.DiffusionModel;
import org.flowfoundry.generation.image.SeriesBatch;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.data.ShuffledBatches;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.engine.TrainingProgram;

/**
 * Diffusion of series, as workers learn it. There is no validation: the error of velocities tells next to nothing of samples.
 *
 * @param dataVersion of the shards
 * @param batchRows rows of a mini-batch
 * @param seed draws the first parameters
 */
record SeriesProgram(
        DiffusionConfig config,
        SeriesShards shards,
        SerializableConfiguration conf,
        String dataVersion,
        int batchRows,
        long seed)
        implements TrainingProgram<SeriesBatch> {

    /** So many series are shuffled together. */
    private static final int BUFFER_ROWS = 1 << 15;

    @Override
    public Trainable<SeriesBatch> model() {
        return new DiffusionModel(config);
    }

    @Override
    public Batches<SeriesBatch> training(Worker worker) {
        SeriesFiles files = new SeriesFiles(conf.value(), shards, config, worker.rank(), worker.size());
        long own = worker.seed() * 31 + worker.rank();
        return new ShuffledBatches<>(files, batchRows, Math.max(batchRows, BUFFER_ROWS), own, SeriesExample::join);
    }

    @Override
    public Batches<SeriesBatch> validation(Worker worker) {
        return null;
    }

    @Override
    public int validationBatches() {
        return 0;
    }

    @Override
    public float[] initialParameters() {
        return new DiffusionModel(config).initialParameters(seed);
    }
}
