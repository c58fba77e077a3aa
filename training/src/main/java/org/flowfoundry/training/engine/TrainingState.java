package org.flowfoundry.training.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.flowfoundry.training.collective.AllReduce;
import org.flowfoundry.training.data.Batches.Position;
import org.flowfoundry.training.engine.CheckpointFiles.Loaded;
import org.flowfoundry.training.engine.CheckpointFiles.Moments;
import org.flowfoundry.training.engine.CheckpointFiles.Vectors;
import org.flowfoundry.training.engine.Snapshot.Best;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.MovingAverage;
import org.flowfoundry.training.tensor.ParameterLayout;

/** All that decides how a training goes on: what checkpoints hold. */
final class TrainingState {

    private final TrainingConfig config;
    private final String dataVersion;
    private final Learner<?> learner;
    private final MovingAverage average;
    private final StepRule rule;
    private final RoundMeter meter;
    private final List<TrainingRound> rounds = new ArrayList<>();
    private long step;
    private Best best = Best.NONE;
    private float[] bestParameters = new float[0];

    TrainingState(
            TrainingConfig config,
            String dataVersion,
            Learner<?> learner,
            MovingAverage average,
            StepRule rule,
            RoundMeter meter) {
        this.config = config;
        this.dataVersion = dataVersion;
        this.learner = learner;
        this.average = average;
        this.rule = rule;
        this.meter = meter;
    }

    /** Steps made. */
    long step() {
        return step;
    }

    void countStep() {
        step++;
    }

    List<TrainingRound> rounds() {
        return rounds;
    }

    Best best() {
        return best;
    }

    /** The parameters that validation likes best so far; the average where there was none. */
    float[] bestParameters() {
        return best.loss() == null ? average.values() : bestParameters;
    }

    float[] average() {
        return average.values();
    }

    /** Takes in how the average validates. */
    void validated(Double loss) {
        best = best.after(loss, step);
        if (best.loss() != null && best.step() == step) {
            bestParameters = average.values().clone();
        }
    }

    void save(CheckpointFiles files, AllReduce workers) {
        Position mine = learner.batches().position();
        long[] epochs = workers.gather(mine.epoch());
        long[] batches = workers.gather(mine.batch());
        List<Position> positions = new ArrayList<>();
        for (int rank = 0; rank < workers.size(); rank++) {
            positions.add(new Position(epochs[rank], batches[rank]));
        }
        ParameterLayout layout = learner.parameters().layout();
        Snapshot snapshot = new Snapshot(
                step,
                dataVersion,
                config,
                Snapshot.tensors(layout),
                workers.size(),
                learner.rateScale(),
                positions,
                meter.sums(),
                best,
                rounds);
        AdamW adamW = learner.adamW();
        files.save(
                snapshot,
                new Vectors(learner.parameters().values(), average.values(), rule.memory(), bestParameters),
                new Moments(adamW.firstMoment(), adamW.secondMoment(), adamW.updates()));
    }

    /** Goes to the last checkpoint; returns whether there is one. */
    boolean load(CheckpointFiles files, AllReduce workers, Consumer<String> notes) {
        ParameterLayout layout = learner.parameters().layout();
        return files.load(layout, dataVersion, config.synchronization().mode(), notes)
                .map(loaded -> {
                    restore(loaded, workers, notes);
                    return true;
                })
                .orElse(false);
    }

    private void restore(Loaded loaded, AllReduce workers, Consumer<String> notes) {
        Snapshot snapshot = loaded.snapshot();
        Vectors vectors = loaded.vectors();
        Moments moments = loaded.moments();
        learner.parameters().set(vectors.parameters());
        learner.adamW().restore(moments.first(), moments.second(), moments.updates());
        learner.scaleRate(snapshot.rateScale());
        learner.batches().seek(position(snapshot, workers, notes));
        average.restore(vectors.average());
        rule.restore(vectors.parameters(), vectors.outerMomentum());
        meter.restore(snapshot.sums());
        rounds.clear();
        rounds.addAll(snapshot.rounds());
        step = snapshot.step();
        best = snapshot.best();
        bestParameters = vectors.best();
    }

    /** Shares of the data are others where there are more or fewer workers: they begin the next pass. */
    private static Position position(Snapshot snapshot, AllReduce workers, Consumer<String> notes) {
        if (snapshot.workers() == workers.size()) {
            return snapshot.positions().get(workers.rank());
        }
        notes.accept("The checkpoint is of " + snapshot.workers() + " workers and now there are " + workers.size()
                + ": they go on with its parameters and begin another pass through the data");
        long epoch =
                snapshot.positions().stream().mapToLong(Position::epoch).max().orElse(0);
        return new Position(epoch + 1, 0);
    }
}
