package org.flowfoundry.training.engine;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.collective.AllReduce;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.engine.RunFolder.Status;
import org.flowfoundry.training.engine.RunFolder.Summary;

/** A worker's training from the last checkpoint, or the start, to the end. All workers do the same at the same steps. */
final class TrainingLoop {

    /** So often a training that went astray is taken up again, at half the learning rate. */
    private static final int MOST_RESTARTS = 3;

    private final TrainingConfig config;
    private final AllReduce workers;
    private final Learner<?> learner;
    private final StepRule rule;
    private final TrainingState state;
    private final RoundMeter meter;
    private final CheckpointFiles files;
    private final RunFolder folder;

    /** Null where there is no validation data. */
    private final Validation<?> validation;

    private final List<String> notes = new ArrayList<>();
    private long lastAgreed;
    private int restarts;

    TrainingLoop(
            TrainingConfig config,
            AllReduce workers,
            Learner<?> learner,
            StepRule rule,
            TrainingState state,
            RoundMeter meter,
            CheckpointFiles files,
            RunFolder folder,
            Validation<?> validation) {
        this.config = config;
        this.workers = workers;
        this.learner = learner;
        this.rule = rule;
        this.state = state;
        this.meter = meter;
        this.files = files;
        this.folder = folder;
        this.validation = validation;
    }

    /** @param stopIfUnwanted asked before every step; throws where the worker is to stop */
    void run(Runnable stopIfUnwanted) {
        if (state.load(files, workers, notes::add)) {
            lastAgreed = state.step();
        } else {
            // Something to go back to, and the proof that checkpoints can be written.
            state.save(files, workers);
        }
        publish();
        while (!ended()) {
            stopIfUnwanted.run();
            long step = state.step();
            var agreement = rule.step(step);
            state.countStep();
            agreement.ifPresent(this::agreed);
        }
        finish();
    }

    private boolean ended() {
        return state.step() >= config.steps() || stoppedEarly();
    }

    private boolean stoppedEarly() {
        int patience = config.cadence().patience();
        return patience > 0 && state.best().misses() >= patience;
    }

    private void agreed(Agreement agreement) {
        if (agreement.stuck()) {
            goBack();
            return;
        }
        meter.add(agreement);
        Double loss = null;
        boolean validated = validation != null
                && config.cadence().validateEvery() > 0
                && (due(config.cadence().validateEvery()) || state.step() >= config.steps());
        if (validated) {
            loss = validation.loss(state.average());
            state.validated(loss);
        }
        if (validated || due(config.cadence().reportEvery()) || ended()) {
            endRound(loss);
        }
        if (due(config.cadence().checkpointEvery()) || ended()) {
            state.save(files, workers);
        }
        lastAgreed = state.step();
    }

    /** Whether a multiple of so many steps was reached since the workers last agreed. */
    private boolean due(int every) {
        return state.step() / every > lastAgreed / every;
    }

    private void endRound(Double validationLoss) {
        Batches.Position position = learner.batches().position();
        state.rounds()
                .add(meter.round(
                        state.rounds().size() + 1,
                        state.step(),
                        config.steps(),
                        position.epoch(),
                        validationLoss,
                        learner.learningRate(state.step() - 1)));
        publish();
    }

    private void goBack() {
        long from = state.step();
        double scale = learner.rateScale() / 2;
        if (restarts++ == MOST_RESTARTS) {
            throw TrainingErrors.diverged(from, MOST_RESTARTS);
        }
        state.load(files, workers, notes::add);
        learner.scaleRate(scale);
        lastAgreed = state.step();
        notes.add("Loss or gradient was not finite in " + StepRule.MOST_SKIPPED + " steps in a row up to step " + from
                + ": back to the checkpoint of step " + lastAgreed + ", at " + scale + " times the learning rate");
        publish();
    }

    private void publish() {
        if (workers.rank() == 0) {
            folder.publish(new Status(state.step(), state.rounds(), notes));
        }
    }

    private void finish() {
        if (workers.rank() == 0) {
            boolean validated = state.best().loss() != null;
            folder.finish(
                    new Summary(
                            state.step(),
                            workers.size(),
                            state.step() < config.steps(),
                            validated ? state.best().step() : state.step(),
                            state.best().loss(),
                            state.rounds()),
                    learner.parameters().values(),
                    state.bestParameters());
        }
    }
}
