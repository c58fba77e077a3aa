package org.flowfoundry.training.engine;

import org.flowfoundry.training.collective.AllReduce;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.engine.TrainingConfig.Mode;
import org.flowfoundry.training.optimizer.MovingAverage;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * One worker's part in a training, wherever it runs.
 *
 * @param attempt the same for the workers that train together, and for no others
 */
record WorkerTraining<B>(
        TrainingProgram<B> program, TrainingConfig config, RunFolder folder, String attempt, NativeEngine engine) {

    /** @param stopIfUnwanted asked before every step; throws where the worker is to stop */
    void run(AllReduce workers, Runnable stopIfUnwanted) {
        TrainingProgram.Worker self = new TrainingProgram.Worker(workers.rank(), workers.size(), config.seed());
        try (Replica<B> replica = new Replica<>(program.model(), program.initialParameters(), engine);
                Batches<B> training = program.training(self);
                Validation<B> validation = validation(replica, program.validation(self), workers)) {
            StepClock clock = new StepClock(System::nanoTime);
            Learner<B> learner = new Learner<>(replica, training, config, workers.rank(), clock);
            MovingAverage average = new MovingAverage(
                    replica.parameters().values(), config.optimization().averageDecay());
            boolean local = config.synchronization().mode() == Mode.LOCAL;
            StepRule rule = local
                    ? new LocalRule(learner, workers, clock, average, config)
                    : new GradientRule(learner, workers, clock, average);
            RoundMeter meter = new RoundMeter(workers.size(), clock);
            TrainingState state = new TrainingState(config, program.dataVersion(), learner, average, rule, meter);
            CheckpointFiles files = new CheckpointFiles(
                    folder.checkpoints(config.cadence().keepCheckpoints()), workers, attempt, local);
            new TrainingLoop(config, workers, learner, rule, state, meter, files, folder, validation)
                    .run(stopIfUnwanted);
        }
    }

    private Validation<B> validation(Replica<B> replica, Batches<B> batches, AllReduce workers) {
        return batches == null ? null : new Validation<>(replica, batches, program.validationBatches(), workers);
    }
}
