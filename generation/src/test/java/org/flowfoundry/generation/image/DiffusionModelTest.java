package org.flowfoundry.generation.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.flowfoundry.generation.image.DiffusionConfig.Form;
import org.flowfoundry.generation.image.DiffusionModel.Wanted;
import org.flowfoundry.training.engine.LoneTraining;
import org.flowfoundry.training.engine.Trainable.Loss;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.LearningRate;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiffusionModelTest {

    private static final NativeEngine ENGINE = NativeEngine.onCpu();
    private static final int ROWS = 32;

    /** Of fields of 9 steps one halving is of an odd side. */
    static Stream<DiffusionConfig> configs() {
        return Stream.of(
                new DiffusionConfig(Form.PLACES, 2, 9, 4, 32, 2), new DiffusionConfig(Form.FIELDS, 2, 9, 4, 8, 1));
    }

    /** Each class has one series of its own, with another length. */
    private static SeriesBatch batch(DiffusionConfig config) {
        float[][] places = new float[ROWS][config.channels() * config.steps()];
        int[] classes = new int[ROWS];
        int[] lengths = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            classes[row] = row % config.classes();
            lengths[row] = config.steps() - classes[row];
            SplittableRandom random = new SplittableRandom(classes[row]);
            for (int i = 0; i < places[row].length; i++) {
                float place = (float) (1.6 * random.nextDouble() - 0.8);
                places[row][i] = i % config.steps() < lengths[row] ? place : 0;
            }
        }
        return new SeriesBatch(places, new float[ROWS][places[0].length], classes, lengths);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void gradientsAreThoseOfTheLoss(DiffusionConfig config) {
        DiffusionModel model = new DiffusionModel(config);
        SeriesBatch batch = batch(config);
        float[] values = model.initialParameters(11);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (0.2 * (random.nextDouble() - 0.5));
        }
        try (FlatParameters parameters = new FlatParameters(model.layout(), values, ENGINE)) {
            float[] gradient = gradient(model, parameters, batch);
            int offset = 0;
            for (ParameterSpec spec : model.layout().specs()) {
                float[] own = Arrays.copyOfRange(gradient, offset, offset + spec.size());
                double norm = norm(own);
                assertThat(norm).as("gradient of " + spec.name()).isGreaterThan(0);
                assertThat(slope(model, parameters, values, batch, own, norm, offset))
                        .as("slope of " + spec.name())
                        .isCloseTo(norm, within(3e-4 + 0.015 * norm));
                offset += spec.size();
            }
        }
    }

    private static double norm(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    /** Along the gradient itself, by differences (Richardson: the error of the third derivative falls out). */
    private static double slope(
            DiffusionModel model,
            FlatParameters parameters,
            float[] values,
            SeriesBatch batch,
            float[] direction,
            double norm,
            int offset) {
        double[] differences = new double[2];
        for (int k = 0; k < 2; k++) {
            double size = 0.01 * (k + 1);
            double[] losses = new double[2];
            for (int side = 0; side < 2; side++) {
                float[] moved = values.clone();
                for (int i = 0; i < direction.length; i++) {
                    moved[offset + i] += (float) ((side == 0 ? size : -size) * direction[i] / norm);
                }
                parameters.set(moved);
                losses[side] = loss(model, parameters, batch);
            }
            differences[k] = (losses[0] - losses[1]) / (2 * size);
        }
        parameters.set(values);
        return (4 * differences[0] - differences[1]) / 3;
    }

    private static double loss(DiffusionModel model, FlatParameters parameters, SeriesBatch batch) {
        try (NDManager step = ENGINE.newManager()) {
            return ENGINE.inferring(() -> {
                Loss loss = model.loss(parameters.tensors(step), batch, step, Mode.TRAINING, 3);
                return loss.sum().getFloat() / loss.weight();
            });
        }
    }

    private static float[] gradient(DiffusionModel model, FlatParameters parameters, SeriesBatch batch) {
        parameters.zeroGradient();
        try (NDManager step = ENGINE.newManager()) {
            double weight = ENGINE.differentiating(() -> {
                Loss loss = model.loss(parameters.tensors(step), batch, step, Mode.TRAINING, 3);
                parameters.backward(loss.sum());
                return loss.weight();
            });
            float[] gradient = new float[model.layout().size()];
            parameters.gradient().asFloatBuffer().get(gradient);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] /= (float) weight;
            }
            return gradient;
        }
    }

    /** Trained on four series, it gives back the one of each class, and fields that are symmetric. */
    @ParameterizedTest
    @MethodSource("configs")
    void learns32RowsByHeart(DiffusionConfig config) {
        DiffusionModel model = new DiffusionModel(config);
        SeriesBatch batch = batch(config);
        int steps = config.form() == Form.PLACES ? 600 : 400;
        float[] trained;
        try (FlatParameters parameters = new FlatParameters(model.layout(), model.initialParameters(1), ENGINE)) {
            LoneTraining<SeriesBatch> training = new LoneTraining<>(
                    model,
                    parameters,
                    new AdamW(model.layout(), 0.9, 0.99, 0),
                    new LearningRate(4e-3, 20, steps, 0.05),
                    ENGINE,
                    7);
            training.run(() -> List.of(batch), steps);
            trained = parameters.values();
        }
        Wanted wanted = new Wanted(
                Arrays.copyOf(batch.classes(), config.classes()), Arrays.copyOf(batch.lengths(), config.classes()));
        try (SeriesSampler sampler = new SeriesSampler(config, trained, ENGINE)) {
            for (SamplingMethod method : SamplingMethod.values()) {
                float[][] drawn = sampler.sample(method, 40, 0, wanted, new long[] {1, 2, 3, 4});
                assertThat(sampler.sample(method, 40, 0, wanted, new long[] {1, 2, 3, 4}))
                        .isDeepEqualTo(drawn);
                for (int k = 0; k < config.classes(); k++) {
                    compare(config, drawn[k], batch.places()[k], wanted.lengths()[k]);
                }
            }
        }
    }

    private static void compare(DiffusionConfig config, float[] drawn, float[] places, int length) {
        int steps = config.steps();
        double distance = 0;
        for (int i = 0; i < config.channels() * steps; i++) {
            boolean has = i % steps < length;
            if (config.form() == Form.PLACES) {
                assertThat(has || drawn[i] == 0).isTrue();
                distance += has ? Math.abs(drawn[i] - places[i]) : 0;
                continue;
            }
            for (int j = 0; j < steps; j++) {
                int mirrored = (i / steps * steps + j) * steps + i % steps;
                assertThat(drawn[i * steps + j]).isCloseTo(drawn[mirrored], within(1e-4f));
            }
            double x = 0.625 + 0.375 * places[i];
            distance += has ? Math.abs(drawn[i * steps + i % steps] - (2 * x * x - 1)) : 0;
        }
        assertThat(distance / (config.channels() * length)).isLessThan(0.12);
    }
}
