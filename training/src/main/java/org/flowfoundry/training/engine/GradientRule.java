package org.flowfoundry.training.engine;

import java.util.Optional;
import org.flowfoundry.training.collective.AllReduce;
import org.flowfoundry.training.engine.SharedVector.Total;
import org.flowfoundry.training.engine.StepClock.Phase;
import org.flowfoundry.training.optimizer.MovingAverage;

/** Sums the gradients of every step, so that all workers make the same one. */
final class GradientRule implements StepRule {

    private final Learner<?> learner;
    private final AllReduce workers;
    private final StepClock clock;
    private final MovingAverage average;
    private final SharedVector shared;
    private int skippedInARow;

    GradientRule(Learner<?> learner, AllReduce workers, StepClock clock, MovingAverage average) {
        this.learner = learner;
        this.workers = workers;
        this.clock = clock;
        this.average = average;
        this.shared = new SharedVector(learner.parameters().layout().size());
    }

    @Override
    public Optional<Agreement> step(long step) {
        learner.accumulate(step, shared);
        clock.enter(Phase.ALL_REDUCE);
        shared.sum(workers);
        clock.enter(Phase.COMPUTE);
        boolean sound = learner.update(shared, step);
        skippedInARow = sound ? 0 : skippedInARow + 1;
        if (sound) {
            average.update(learner.parameters().buffer().asFloatBuffer(), step + 1, 1);
        }
        clock.enter(Phase.OTHER);
        return Optional.of(new Agreement(
                1,
                sound ? shared.get(Total.LOSS) : 0,
                sound ? shared.get(Total.WEIGHT) : 0,
                shared.get(Total.TOKENS),
                sound ? shared.get(Total.NORM) : 0,
                sound ? 0 : 1,
                skippedInARow >= MOST_SKIPPED));
    }

    @Override
    public float[] memory() {
        return new float[0];
    }

    @Override
    public void restore(float[] parameters, float[] memory) {
        skippedInARow = 0;
    }
}
