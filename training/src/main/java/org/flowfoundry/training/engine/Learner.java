package org.flowfoundry.training.engine;

import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.engine.Replica.Measured;
import org.flowfoundry.training.engine.SharedVector.Total;
import org.flowfoundry.training.engine.StepClock.Phase;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.GradientNorm;
import org.flowfoundry.training.optimizer.LearningRate;
import org.flowfoundry.training.tensor.FlatParameters;

/** A worker's replica with its data and its optimizer: gradients in, parameters out. */
final class Learner<B> {

    private static final double BETA1 = 0.9;

    private final Replica<B> replica;
    private final Batches<B> batches;
    private final TrainingConfig config;
    private final int rank;
    private final StepClock clock;
    private final AdamW adamW;
    private final LearningRate schedule;
    private double rateScale = 1;

    Learner(Replica<B> replica, Batches<B> batches, TrainingConfig config, int rank, StepClock clock) {
        this.replica = replica;
        this.batches = batches;
        this.config = config;
        this.rank = rank;
        this.clock = clock;
        Optimization optimization = config.optimization();
        this.adamW = new AdamW(replica.parameters().layout(), BETA1, optimization.beta2(), optimization.weightDecay());
        this.schedule = new LearningRate(
                optimization.learningRate(), optimization.warmUp(), config.steps(), optimization.lowestRate());
    }

    FlatParameters parameters() {
        return replica.parameters();
    }

    Batches<B> batches() {
        return batches;
    }

    AdamW adamW() {
        return adamW;
    }

    /** What the schedule is multiplied by: less than 1 after a training went astray. */
    double rateScale() {
        return rateScale;
    }

    void scaleRate(double scale) {
        rateScale = scale;
    }

    double learningRate(long step) {
        return rateScale * schedule.at(step);
    }

    /** Works through the mini-batches of a step: leaves the sum of their gradients, weights, losses and tokens. */
    void accumulate(long step, SharedVector into) {
        double sum = 0;
        double weight = 0;
        long tokens = 0;
        for (int i = 0; i < config.accumulation(); i++) {
            clock.enter(Phase.DATA);
            B batch = batches.next();
            clock.enter(Phase.COMPUTE);
            Measured loss = replica.train(batch, seed(step, i));
            sum += loss.sum();
            weight += loss.weight();
            tokens += loss.tokens();
        }
        into.load(parameters().gradient());
        parameters().zeroGradient();
        into.set(Total.LOSS, sum);
        into.set(Total.WEIGHT, weight);
        into.set(Total.TOKENS, tokens);
    }

    /** Another one for each worker, step and mini-batch (the finalizer of SplitMix64, Steele et al. 2014). */
    private long seed(long step, int batch) {
        long mixed = config.seed();
        for (long part : new long[] {rank, step, batch}) {
            mixed = (mixed ^ part) + 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            mixed ^= mixed >>> 31;
        }
        return mixed;
    }

    /**
     * Moves the parameters along a gradient; leaves its length.
     *
     * @return whether it could: loss and gradient are finite
     */
    boolean update(SharedVector gradient, long step) {
        double weight = gradient.get(Total.WEIGHT);
        if (weight == 0) {
            gradient.set(Total.NORM, 0);
            return true;
        }
        double norm = GradientNorm.of(gradient.floats(), gradient.size()) / weight;
        gradient.set(Total.NORM, norm);
        if (!Double.isFinite(norm) || !Double.isFinite(gradient.get(Total.LOSS) / weight)) {
            return false;
        }
        double factor = GradientNorm.clip(norm, config.optimization().clipNorm()) / weight;
        FlatParameters parameters = parameters();
        adamW.update(parameters.buffer().asFloatBuffer(), gradient.floats(), factor, learningRate(step));
        parameters.commit();
        return true;
    }
}
