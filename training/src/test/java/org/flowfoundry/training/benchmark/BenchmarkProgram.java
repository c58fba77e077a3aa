package org.flowfoundry.training.benchmark;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.data.Rows;
import org.flowfoundry.training.data.ShuffledBatches;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.engine.TrainingProgram;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.ModelSize;
import org.flowfoundry.training.model.NextWindowObjective;
import org.flowfoundry.training.model.SampleBatches;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.model.Targets;
import org.flowfoundry.training.sequence.SampleEncoders;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Pre-training of a transformer on rows drawn at random: 24 features in 32 bins, as pre-training has by default.
 *
 * @param fixed whether every step sees the same batch and nothing is hidden or dropped, so that another program can repeat it
 */
record BenchmarkProgram(ModelSize size, int batchRows, boolean fixed) implements TrainingProgram<SequenceBatch> {

    static final int FEATURES = 24;
    static final long SEED = 7;

    private static final int BINS = 32;
    private static final int BATCHES = 8;

    ModelConfig config() {
        ModelConfig of = size.config(ModelConfig.Kind.TRANSFORMER);
        return new ModelConfig(
                of.kind(),
                of.context(),
                of.layers(),
                of.width(),
                of.heads(),
                of.feedForward(),
                of.activation(),
                of.positions(),
                fixed ? 0 : of.dropout(),
                0,
                0,
                true,
                true);
    }

    SequenceModel sequenceModel() {
        SeriesEncoder encoder = SampleEncoders.even(FEATURES, BINS);
        return new SequenceModel(config(), encoder);
    }

    SequenceBatch batch(long seed) {
        return SampleBatches.random(batchRows, config().context(), FEATURES, seed);
    }

    @Override
    public Trainable<SequenceBatch> model() {
        Trainable<SequenceBatch> objective = new NextWindowObjective(sequenceModel(), Targets.HARD);
        return fixed ? new NothingDrawn(objective) : objective;
    }

    private record NothingDrawn(Trainable<SequenceBatch> objective) implements Trainable<SequenceBatch> {

        @Override
        public ParameterLayout layout() {
            return objective.layout();
        }

        @Override
        public Loss loss(Tensors parameters, SequenceBatch batch, NDManager step, Mode mode, long seed) {
            return objective.loss(parameters, batch, step, Mode.EVALUATION, seed);
        }
    }

    @Override
    public Batches<SequenceBatch> training(Worker worker) {
        if (fixed) {
            return new SameBatch(batch(SEED));
        }
        List<SequenceBatch.RowOf> rows = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            rows.addAll(batch(SEED + i + BATCHES * (long) worker.rank()).split());
        }
        return new ShuffledBatches<>(Rows.of(rows), batchRows, rows.size(), worker.seed(), SequenceBatch::join);
    }

    /** The same batch again and again. */
    private static final class SameBatch implements Batches<SequenceBatch> {

        private final SequenceBatch batch;
        private long given;

        SameBatch(SequenceBatch batch) {
            this.batch = batch;
        }

        @Override
        public SequenceBatch next() {
            given++;
            return batch;
        }

        @Override
        public Position position() {
            return new Position(0, given);
        }

        @Override
        public void seek(Position position) {
            given = position.batch();
        }

        @Override
        public void close() {}
    }

    @Override
    public Batches<SequenceBatch> validation(Worker worker) {
        return null;
    }

    @Override
    public int validationBatches() {
        return 0;
    }

    @Override
    public float[] initialParameters() {
        return sequenceModel().initialParameters(SEED);
    }
}
