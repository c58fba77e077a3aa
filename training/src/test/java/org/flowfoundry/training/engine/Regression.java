package org.flowfoundry.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Least squares with eight inputs. The rows of a step are the same whatever the number of workers is, if their batches
 * together are as large.
 *
 * @param batch rows of a worker's mini-batch
 * @param badFrom first batch of an epoch whose values are not numbers
 * @param badTo first batch after it that is sound again
 */
record Regression(int batch, int badFrom, int badTo, String dataVersion) implements TrainingProgram<Regression.Rows> {

    static final int ROWS = 960;
    static final int INPUTS = 8;

    private static final float[] TRUTH = {1, -2, 3, -1, 0.5f, 2, -0.5f, 1.5f};

    Regression(int batch) {
        this(batch, -1, -1, "v1");
    }

    record Rows(float[] inputs, float[] outputs) {}

    @Override
    public Trainable<Rows> model() {
        return new Model();
    }

    @Override
    public Batches<Rows> training(Worker worker) {
        return new Stream(worker.rank() * batch, batch, batch * worker.size(), worker.seed());
    }

    @Override
    public Batches<Rows> validation(Worker worker) {
        int share = 96 / worker.size();
        return new Stream(worker.rank() * share, share, 96, 12345);
    }

    @Override
    public int validationBatches() {
        return 2;
    }

    @Override
    public float[] initialParameters() {
        return new float[INPUTS + 1];
    }

    private static final class Model implements Trainable<Rows> {

        @Override
        public ParameterLayout layout() {
            return new ParameterLayout(List.of(
                    new ParameterSpec("slope", new int[] {INPUTS, 1}, Initializer.ZEROS, true),
                    new ParameterSpec("offset", new int[] {1}, Initializer.ZEROS, false)));
        }

        @Override
        public Loss loss(Tensors parameters, Rows rows, NDManager step, Mode mode, long seed) {
            int count = rows.outputs().length;
            NDArray x = step.create(rows.inputs(), new Shape(count, INPUTS));
            NDArray y = step.create(rows.outputs(), new Shape(count, 1));
            NDArray error = x.matMul(parameters.get("slope"))
                    .add(parameters.get("offset"))
                    .sub(y);
            return new Loss(error.mul(error).sum(), count, count);
        }
    }

    /** Rows of an epoch in the order of its seed; a worker takes its part of every step's. */
    private final class Stream implements Batches<Rows> {

        private final int offset;
        private final int rows;
        private final int stride;
        private final long seed;
        private long epoch;
        private long batchOfEpoch;

        Stream(int offset, int rows, int stride, long seed) {
            this.offset = offset;
            this.rows = rows;
            this.stride = stride;
            this.seed = seed;
        }

        @Override
        public Rows next() {
            if ((batchOfEpoch + 1) * stride > ROWS) {
                epoch++;
                batchOfEpoch = 0;
            }
            float[] inputs = new float[rows * INPUTS];
            float[] outputs = new float[rows];
            for (int i = 0; i < rows; i++) {
                row(batchOfEpoch * stride + offset + i, inputs, outputs, i);
            }
            if (batchOfEpoch >= badFrom && batchOfEpoch < badTo && offset == 0) {
                outputs[0] = Float.NaN;
            }
            batchOfEpoch++;
            return new Rows(inputs, outputs);
        }

        private void row(long number, float[] inputs, float[] outputs, int at) {
            Random random = new Random((seed * 31 + epoch) * 1_000_003 + number);
            float output = 0.7f + 0.1f * (float) random.nextGaussian();
            for (int i = 0; i < INPUTS; i++) {
                float input = (float) random.nextGaussian();
                inputs[at * INPUTS + i] = input;
                output += TRUTH[i] * input;
            }
            outputs[at] = output;
        }

        @Override
        public Position position() {
            return new Position(epoch, batchOfEpoch);
        }

        @Override
        public void seek(Position position) {
            epoch = position.epoch();
            batchOfEpoch = position.batch();
        }

        @Override
        public void close() {}
    }
}
