package org.flowfoundry.training.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flowfoundry.training.data.Batches;

/**
 * A regression one of whose workers is killed, as by the system when memory runs out; once.
 *
 * @param rank the worker's
 * @param batch the batch of the first epoch at which it is killed
 * @param marker file that is there once it was killed
 */
record MortalRegression(Regression regression, int rank, int batch, String marker)
        implements TrainingProgram<Regression.Rows> {

    @Override
    public Trainable<Regression.Rows> model() {
        return regression.model();
    }

    @Override
    public Batches<Regression.Rows> training(Worker worker) {
        Batches<Regression.Rows> batches = regression.training(worker);
        return worker.rank() == rank ? new Mortal(batches) : batches;
    }

    @Override
    public Batches<Regression.Rows> validation(Worker worker) {
        return regression.validation(worker);
    }

    @Override
    public int validationBatches() {
        return regression.validationBatches();
    }

    @Override
    public float[] initialParameters() {
        return regression.initialParameters();
    }

    private final class Mortal implements Batches<Regression.Rows> {

        private final Batches<Regression.Rows> batches;

        Mortal(Batches<Regression.Rows> batches) {
            this.batches = batches;
        }

        @Override
        public Regression.Rows next() {
            if (batches.position().batch() == batch && !Files.exists(Path.of(marker))) {
                die();
            }
            return batches.next();
        }

        private void die() {
            String pid = Long.toString(ProcessHandle.current().pid());
            try {
                Files.writeString(Path.of(marker), pid);
                new ProcessBuilder("kill", "-9", pid).inheritIO().start().waitFor();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Position position() {
            return batches.position();
        }

        @Override
        public void seek(Position position) {
            batches.seek(position);
        }

        @Override
        public void close() {
            batches.close();
        }
    }
}
