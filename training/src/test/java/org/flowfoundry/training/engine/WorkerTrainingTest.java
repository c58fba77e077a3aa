package org.flowfoundry.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.data.Offset;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.training.collective.Ring;
import org.flowfoundry.training.engine.TrainingConfig.Cadence;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.tensor.NativeEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers that are threads of this JVM. */
class WorkerTrainingTest {

    private static final TrainingConfig CONFIG = TrainingConfig.of(60, 0.1)
            .withOptimization(new Optimization(0.1, 0.1, 5, 0.01, 0.95, 1, 0.9))
            .withCadence(new Cadence(10, 3, 10, 0, 5));

    @TempDir
    private Path temporary;

    private TrainingResult train(String name, TrainingProgram<?> program, TrainingConfig config, int workers)
            throws Exception {
        return train(name, program, config, workers, step -> {});
    }

    private TrainingResult train(
            String name, TrainingProgram<?> program, TrainingConfig config, int workers, Consumer<Long> beforeStep)
            throws Exception {
        RunFolder folder = folder(name);
        String attempt = UUID.randomUUID().toString();
        Ring.run(workers, Ring.LIMIT, ring -> {
            long[] step = {0};
            new WorkerTraining<>(program, config, folder, attempt, NativeEngine.onCpu())
                    .run(ring, () -> beforeStep.accept(step[0]++));
            return null;
        });
        return folder.result();
    }

    private RunFolder folder(String name) {
        return RunFolder.open(new Configuration(), temporary.resolve(name).toString());
    }

    private static List<Double> losses(TrainingResult result) {
        return result.rounds().stream().map(TrainingRound::trainingLoss).toList();
    }

    private static List<Double> validations(TrainingResult result) {
        return result.rounds().stream().map(TrainingRound::validationLoss).toList();
    }

    private static TrainingConfig with(TrainingConfig.Mode mode) {
        // Far less momentum than is good for long trainings: this one has twelve outer steps.
        return mode == TrainingConfig.Mode.LOCAL
                ? CONFIG.withSynchronization(new Synchronization(mode, 5, 0.7, 0.3))
                : CONFIG;
    }

    @Test
    void oneWorkerLearns() throws Exception {
        TrainingResult result = train("one", new Regression(32), CONFIG, 1);

        assertThat(result.steps()).isEqualTo(60);
        assertThat(result.workers()).isEqualTo(1);
        assertThat(result.stoppedEarly()).isFalse();
        assertThat(result.rounds()).hasSize(12);
        assertThat(losses(result).get(0)).isGreaterThan(10);
        assertThat(losses(result).get(11)).isLessThan(0.1);
        assertThat(result.bestLoss()).isLessThan(0.1);
        assertThat(result.finalParameters()[1]).isEqualTo(-2, Offset.offset(0.2f));
        TrainingRound last = result.rounds().get(11);
        assertThat(last.step()).isEqualTo(60);
        assertThat(last.round()).isEqualTo(12);
        assertThat(last.epoch()).isEqualTo(1);
        assertThat(last.tokensPerSecond()).isPositive().isEqualTo(last.tokensPerSecondPerDevice());
        assertThat(last.secondsLeft()).isZero();
        assertThat(last.computeSeconds()).isPositive();
        assertThat(validations(result).get(0)).isNull();
        assertThat(validations(result).get(11)).isNotNull();
    }

    @Test
    void twoWorkersAreOneWithTheDoubleBatch() throws Exception {
        TrainingResult one = train("one", new Regression(32), CONFIG, 1);

        TrainingResult two = train("two", new Regression(16), CONFIG, 2);

        assertThat(two.finalParameters()).containsExactly(one.finalParameters(), Offset.offset(2e-5f));
        assertThat(two.bestParameters()).containsExactly(one.bestParameters(), Offset.offset(2e-5f));
        for (int i = 0; i < one.rounds().size(); i++) {
            double expected = losses(one).get(i);
            assertThat(losses(two).get(i)).isEqualTo(expected, Offset.offset(1e-5 * Math.max(1, expected)));
        }
        assertThat(two.workers()).isEqualTo(2);
    }

    @Test
    void accumulatedBatchesAreOneBatch() throws Exception {
        TrainingResult once = train("once", new Regression(32), CONFIG, 1);

        TrainingResult twice = train("twice", new Regression(16), CONFIG.withAccumulation(2), 1);

        assertThat(twice.finalParameters()).containsExactly(once.finalParameters(), Offset.offset(2e-5f));
    }

    /** Each worker alone for five steps, the mean of where they come to as gradient, by hand. */
    @Test
    void localStepsEndInTheOuterStep() throws Exception {
        TrainingConfig local = CONFIG.withSynchronization(new Synchronization(TrainingConfig.Mode.LOCAL, 5, 0.5, 0.8));
        TrainingConfig five = TrainingConfig.of(5, 0.1)
                .withOptimization(new Optimization(0.1, 1, 0, 0.01, 0.95, 1, 0))
                .withSynchronization(local.synchronization());
        float[][] alone = new float[2][];
        for (int rank = 0; rank < 2; rank++) {
            alone[rank] = train(
                            "alone" + rank,
                            new OneOfTwo(rank),
                            five.withSynchronization(Synchronization.gradients()),
                            1)
                    .finalParameters();
        }

        TrainingResult together = train("together", new Regression(16), five, 2);

        float[] expected = new float[Regression.INPUTS + 1];
        for (int i = 0; i < expected.length; i++) {
            float gradient = -(alone[0][i] + alone[1][i]) / 2;
            expected[i] = -0.5f * (gradient + 0.8f * gradient);
        }
        assertThat(together.finalParameters()).containsExactly(expected, Offset.offset(1e-6f));
    }

    /** A worker of two, as if it were the only one. */
    private record OneOfTwo(int rank) implements TrainingProgram<Regression.Rows> {

        private static final Regression BOTH = new Regression(16);

        @Override
        public Trainable<Regression.Rows> model() {
            return BOTH.model();
        }

        @Override
        public org.flowfoundry.training.data.Batches<Regression.Rows> training(Worker worker) {
            return BOTH.training(new Worker(rank, 2, worker.seed()));
        }

        @Override
        public org.flowfoundry.training.data.Batches<Regression.Rows> validation(Worker worker) {
            return null;
        }

        @Override
        public int validationBatches() {
            return 0;
        }

        @Override
        public float[] initialParameters() {
            return BOTH.initialParameters();
        }
    }

    @Test
    void localWorkersLearn() throws Exception {
        TrainingResult result = train(
                "local",
                new Regression(16),
                with(TrainingConfig.Mode.LOCAL).withCadence(new Cadence(7, 2, 7, 0, 1)),
                2);

        assertThat(losses(result).get(11)).isLessThan(losses(result).get(0) / 10);
        // They agree every five steps, and report when they do.
        assertThat(result.rounds())
                .extracting(TrainingRound::step)
                .containsExactly(5L, 10L, 15L, 20L, 25L, 30L, 35L, 40L, 45L, 50L, 55L, 60L);
        assertThat(result.rounds().stream()
                        .filter(round -> round.validationLoss() != null)
                        .map(TrainingRound::step))
                .containsExactly(10L, 15L, 25L, 30L, 35L, 45L, 50L, 60L);
    }

    @ParameterizedTest
    @EnumSource(TrainingConfig.Mode.class)
    void aTrainingThatIsTakenUpAgainHasTheSameCurveToTheBit(TrainingConfig.Mode mode) throws Exception {
        TrainingConfig config = with(mode);
        TrainingResult straight = train("straight", new Regression(16), config, 2);
        for (long died : new long[] {37, 4, 25}) {
            assertThatThrownBy(() -> train("torn", new Regression(16), config, 2, dieAt(died)))
                    .isInstanceOf(Died.class);
        }

        TrainingResult torn = train("torn", new Regression(16), config, 2);

        assertThat(losses(torn)).isEqualTo(losses(straight));
        assertThat(validations(torn)).isEqualTo(validations(straight));
        assertThat(torn.finalParameters()).isEqualTo(straight.finalParameters());
        assertThat(torn.bestParameters()).isEqualTo(straight.bestParameters());
        assertThat(torn.bestStep()).isEqualTo(straight.bestStep());
    }

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static Consumer<Long> dieAt(long step) {
        return now -> {
            if (now == step) {
                throw new Died();
            }
        };
    }

    @Test
    void aDamagedCheckpointIsPassedOver() throws Exception {
        TrainingResult straight = train("straight", new Regression(16), CONFIG, 2);
        assertThatThrownBy(() -> train("torn", new Regression(16), CONFIG, 2, dieAt(35)))
                .isInstanceOf(Died.class);
        Path checkpoint = temporary.resolve("torn/checkpoints/step-000000030");
        flipBit(checkpoint.resolve("moments.safetensors"));

        TrainingResult torn = train("torn", new Regression(16), CONFIG, 2);

        assertThat(losses(torn)).isEqualTo(losses(straight));
        assertThat(folder("torn").status().orElseThrow().notes())
                .singleElement()
                .asString()
                .startsWith("Checkpoint passed over: ")
                .contains("step-000000030/moments.safetensors");
    }

    @Test
    void withNoCheckpointWholeTheUserIsTold() throws Exception {
        assertThatThrownBy(() -> train("torn", new Regression(16), CONFIG, 1, dieAt(35)))
                .isInstanceOf(Died.class);
        try (Stream<Path> files = Files.walk(temporary.resolve("torn/checkpoints"))) {
            for (Path file : files.filter(path -> path.endsWith("parameters.safetensors"))
                    .toList()) {
                Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 50));
            }
        }

        assertThatThrownBy(() -> train("torn", new Regression(16), CONFIG, 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("None of the 3 checkpoints in ")
                .hasMessageContaining("Train from the start, without --resume");
    }

    private static void flipBit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 3] ^= 16;
        Files.write(file, bytes);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    @Test
    void aCheckpointOfAnotherTrainingIsNotTakenUp() throws Exception {
        train("first", new Regression(16), CONFIG, 1);

        assertThatThrownBy(() -> train("first", new Regression(16, -1, -1, "v2"), CONFIG, 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is of another training: the data was version 'v1' and now is 'v2'");
        assertThatThrownBy(() -> train("first", new Regression(16), with(TrainingConfig.Mode.LOCAL), 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is of another training: workers agreed by GRADIENTS, not by LOCAL");
    }

    @ParameterizedTest
    @EnumSource(TrainingConfig.Mode.class)
    void anotherNumberOfWorkersGoesOn(TrainingConfig.Mode mode) throws Exception {
        assertThatThrownBy(() -> train("torn", new Regression(16), with(mode), 2, dieAt(35)))
                .isInstanceOf(Died.class);

        TrainingResult result = train("torn", new Regression(16), with(mode), 3);

        assertThat(result.workers()).isEqualTo(3);
        assertThat(losses(result).get(11)).isLessThan(losses(result).get(0) / 10);
        assertThat(folder("torn").status().orElseThrow().notes())
                .containsExactly(
                        "The checkpoint is of 2 workers and now there are 3: they go on with its parameters and begin"
                                + " another pass through the data");
    }

    @ParameterizedTest
    @EnumSource(TrainingConfig.Mode.class)
    void aBatchThatIsNotFiniteIsLeftOutByAll(TrainingConfig.Mode mode) throws Exception {
        TrainingResult result = train("bad", new Regression(16, 7, 8, "v1"), with(mode), 2);

        assertThat(result.rounds().stream()
                        .mapToLong(TrainingRound::skippedSteps)
                        .sum())
                .isEqualTo(2);
        assertThat(result.rounds().get(1).skippedSteps()).isEqualTo(1);
        assertThat(losses(result)).doesNotContainNull();
        assertThat(losses(result).get(11)).isLessThan(1);
    }

    @ParameterizedTest
    @EnumSource(TrainingConfig.Mode.class)
    void whatIsNotFiniteForLongEndsTheTrainingWithAClearError(TrainingConfig.Mode mode) {
        assertThatThrownBy(() -> train("bad", new Regression(16, 12, 999, "v1"), with(mode), 2))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "Training went astray: at step 20 loss or gradient is not finite again, after 3"
                                + " restarts from the last checkpoint, each at half the learning rate before. Lower the learning rate");
        assertThat(folder("bad").status().orElseThrow().notes())
                .hasSize(3)
                .first()
                .isEqualTo(
                        "Loss or gradient was not finite in 8 steps in a row up to step 20: back to the checkpoint of step"
                                + " 10, at 0.5 times the learning rate");
    }

    @Test
    void validationThatGetsNoBetterEndsTheTraining() throws Exception {
        TrainingConfig config = TrainingConfig.of(2000, 0.2)
                .withOptimization(new Optimization(0.2, 1, 0, 0, 0.95, 0, 0))
                .withCadence(new Cadence(500, 2, 10, 4, 100));

        TrainingResult result = train("early", new Regression(4), config, 2);

        assertThat(result.stoppedEarly()).isTrue();
        assertThat(result.steps()).isLessThan(2000).isEqualTo(result.bestStep() + 40);
        List<Double> validations = new ArrayList<>(validations(result));
        validations.removeIf(java.util.Objects::isNull);
        assertThat(result.bestLoss()).isEqualTo(java.util.Collections.min(validations));
        assertThat(train("early", new Regression(4), config, 2).steps()).isEqualTo(result.steps());
    }
}
