package org.flowfoundry.training.benchmark;

import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.engine.TrainingProgram;
import org.flowfoundry.training.sequence.SequenceBatch;

/**
 * A program of which somebody is told whenever a batch is asked for: between two calls lies all that the engine does for a
 * step. For trainings in this JVM only.
 */
record ObservedProgram(BenchmarkProgram program, Runnable stepBegins) implements TrainingProgram<SequenceBatch> {

    @Override
    public Trainable<SequenceBatch> model() {
        return program.model();
    }

    @Override
    public Batches<SequenceBatch> training(Worker worker) {
        Batches<SequenceBatch> batches = program.training(worker);
        return new Batches<>() {
            @Override
            public SequenceBatch next() {
                stepBegins.run();
                return batches.next();
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
        };
    }

    @Override
    public Batches<SequenceBatch> validation(Worker worker) {
        return program.validation(worker);
    }

    @Override
    public int validationBatches() {
        return program.validationBatches();
    }

    @Override
    public float[] initialParameters() {
        return program.initialParameters();
    }
}
