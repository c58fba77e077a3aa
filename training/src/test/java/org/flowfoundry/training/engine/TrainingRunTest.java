package org.flowfoundry.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class TrainingRunTest {

    private static final TrainingConfig CONFIG = TrainingConfig.of(40, 0.1).withResources(new Resources(0, 1, 60));

    @TempDir
    private Path temporary;

    private final Told told = new Told();

    /** What the user is told. */
    private static final class Told implements Progress {
        private final List<String> notes = new ArrayList<>();
        private double done;

        @Override
        public void stage(String name) {}

        @Override
        public void update(long rows, long bytes, double newDone) {
            done = newDone;
        }

        @Override
        public void note(String message) {
            notes.add(message);
        }
    }

    private TrainingResult train(
            SparkSession spark, TrainingProgram<?> program, TrainingConfig config, boolean resume) {
        return new TrainingRun(spark, told)
                .train(program, config, temporary.resolve("run").toString(), resume);
    }

    @Test
    void trainsInOneWorkerOfALocalMaster(SparkSession spark) {
        TrainingResult result = train(spark, new Regression(32), CONFIG, false);

        assertThat(result.steps()).isEqualTo(40);
        assertThat(result.workers()).isEqualTo(1);
        assertThat(result.rounds().get(result.rounds().size() - 1).trainingLoss())
                .isLessThan(5);
        assertThat(told.done).isEqualTo(1);
        assertThat(told.notes).first().isEqualTo("Master local[2] is one process: one worker with 1 thread");
        assertThat(told.notes)
                .hasSize(1 + result.rounds().size())
                .last()
                .asString()
                .matches(
                        "Step 40 of 40: loss [0-9.]+, validation [0-9.]+, [0-9,]+ tokens/s \\([0-9,]+ per device\\), \\d+ ms per"
                                + " step \\(data \\d+ %, compute \\d+ %, all-reduce \\d+ %, other \\d+ %\\), 0:00:00 left");
    }

    @Test
    void aFinishedTrainingIsTakenUpForMoreSteps(SparkSession spark) {
        train(spark, new Regression(32), CONFIG, false);

        assertThatThrownBy(() -> train(spark, new Regression(32), CONFIG, false))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("There is a training in '")
                .hasMessageEndingWith("or take another --name.");
        TrainingResult more =
                train(spark, new Regression(32), TrainingConfig.of(50, 0.1).withResources(CONFIG.resources()), true);

        assertThat(more.steps()).isEqualTo(50);
        assertThat(told.notes).contains("Training goes on after step 40 of 50");
        assertThat(train(spark, new Regression(32), CONFIG, true).steps()).isEqualTo(50);
    }

    @Test
    void nothingToResumeIsABeginning(SparkSession spark) {
        assertThat(train(spark, new Regression(32), CONFIG, true).steps()).isEqualTo(40);

        assertThat(told.notes)
                .first()
                .asString()
                .startsWith("There is no checkpoint in '")
                .endsWith("to go on with: training begins at its start");
    }

    @Test
    void saysHowManyWorkersThereAre(SparkSession spark) {
        assertThat(new TrainingRun(spark, told).workers(CONFIG.resources())).isEqualTo(1);
        assertThat(told.notes).isEmpty();
    }

    @Test
    void aLocalMasterHasNoTwoWorkers(SparkSession spark) {
        assertThatThrownBy(() -> train(spark, new Regression(32), CONFIG.withResources(new Resources(2, 1, 60)), false))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "Master local[2] is one process, and so has one worker, but 2 are asked for. Set workers to 1 or"
                                + " leave it out (its threads are used all the same), or take a master with executors:"
                                + " local-cluster[2,1,2048], spark://..., yarn, k8s://...");
    }

    /** Data of which nothing can be read. */
    private record Unreadable(String attempts) implements TrainingProgram<Regression.Rows> {

        @Override
        public Trainable<Regression.Rows> model() {
            return new Regression(1).model();
        }

        @Override
        public Batches<Regression.Rows> training(Worker worker) {
            try {
                Files.writeString(Path.of(attempts), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            throw TrainingErrors.tooFewSequences(3, 10);
        }

        @Override
        public Batches<Regression.Rows> validation(Worker worker) {
            return null;
        }

        @Override
        public int validationBatches() {
            return 0;
        }

        @Override
        public float[] initialParameters() {
            return new float[Regression.INPUTS + 1];
        }
    }

    @Test
    void whatTheUserMustMendIsToldAtOnce(SparkSession spark) throws IOException {
        Path attempts = temporary.resolve("attempts");

        assertThatThrownBy(() -> train(spark, new Unreadable(attempts.toString()), CONFIG, false))
                .isInstanceOf(UserException.class)
                .hasMessage(TrainingErrors.tooFewSequences(3, 10).getMessage());

        assertThat(attempts).hasContent("x");
    }
}
