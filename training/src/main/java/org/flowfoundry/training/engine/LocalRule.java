package org.flowfoundry.training.engine;

import java.util.Optional;
import org.flowfoundry.training.collective.AllReduce;
import org.flowfoundry.training.engine.SharedVector.Total;
import org.flowfoundry.training.engine.StepClock.Phase;
import org.flowfoundry.training.optimizer.MovingAverage;
import org.flowfoundry.training.optimizer.OuterStep;
import org.flowfoundry.training.tensor.FlatParameters;

/** Lets each worker make some steps on its own, and then takes the outer step of DiLoCo with what they came to. */
final class LocalRule implements StepRule {

    private final Learner<?> learner;
    private final AllReduce workers;
    private final StepClock clock;
    private final MovingAverage average;
    private final OuterStep outer;
    private final int localSteps;
    private final long lastStep;
    private final SharedVector shared;
    private long steps;
    private double loss;
    private double weight;
    private double tokens;
    private double norms;
    private double skipped;
    private int skippedInARow;

    LocalRule(Learner<?> learner, AllReduce workers, StepClock clock, MovingAverage average, TrainingConfig config) {
        this.learner = learner;
        this.workers = workers;
        this.clock = clock;
        this.average = average;
        this.outer = new OuterStep(
                learner.parameters().values(),
                config.synchronization().outerRate(),
                config.synchronization().outerMomentum());
        this.localSteps = config.synchronization().localSteps();
        this.lastStep = config.steps();
        this.shared = new SharedVector(learner.parameters().layout().size());
    }

    @Override
    public Optional<Agreement> step(long step) {
        learner.accumulate(step, shared);
        boolean sound = learner.update(shared, step);
        skippedInARow = sound ? 0 : skippedInARow + 1;
        steps++;
        tokens += shared.get(Total.TOKENS);
        if (sound) {
            loss += shared.get(Total.LOSS);
            weight += shared.get(Total.WEIGHT);
            norms += shared.get(Total.NORM);
        } else {
            skipped++;
        }
        if ((step + 1) % localSteps != 0 && step + 1 != lastStep) {
            return Optional.empty();
        }
        Agreement agreement = agree();
        average.update(learner.parameters().buffer().asFloatBuffer(), step + 1, agreement.steps());
        clear();
        clock.enter(Phase.OTHER);
        return Optional.of(agreement);
    }

    private Agreement agree() {
        FlatParameters parameters = learner.parameters();
        outer.difference(parameters.buffer().asFloatBuffer(), shared.floats());
        shared.set(Total.LOSS, loss);
        shared.set(Total.WEIGHT, weight);
        shared.set(Total.TOKENS, tokens);
        shared.set(Total.NORM, norms);
        shared.set(Total.SKIPPED, skipped);
        shared.set(Total.STUCK, skippedInARow >= MOST_SKIPPED ? 1 : 0);
        clock.enter(Phase.ALL_REDUCE);
        shared.sum(workers);
        clock.enter(Phase.COMPUTE);
        outer.step(shared.floats(), workers.size(), parameters.buffer().asFloatBuffer());
        parameters.commit();
        return new Agreement(
                steps,
                shared.get(Total.LOSS),
                shared.get(Total.WEIGHT),
                shared.get(Total.TOKENS),
                shared.get(Total.NORM) / workers.size(),
                shared.get(Total.SKIPPED),
                shared.get(Total.STUCK) > 0);
    }

    @Override
    public float[] memory() {
        return outer.momentum();
    }

    @Override
    public void restore(float[] parameters, float[] memory) {
        outer.restore(parameters, memory);
        clear();
        skippedInARow = 0;
    }

    /** A worker may be stuck over several agreements: what it left out in a row stays. */
    private void clear() {
        steps = 0;
        loss = 0;
        weight = 0;
        tokens = 0;
        norms = 0;
        skipped = 0;
    }
}
