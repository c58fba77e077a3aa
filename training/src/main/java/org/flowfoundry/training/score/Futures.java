package org.flowfoundry.training.score;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.flowfoundry.training.model.SequencePredictor;
import org.flowfoundry.training.model.Trajectories;
import org.flowfoundry.training.sequence.SegmentRule;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.sequence.SeriesEncoder;

/** Draws what some hosts may do next: several futures of each, window after window, as the model has it. */
final class Futures {

    private final SequencePredictor predictor;
    private final SeriesEncoder encoder;
    private final ForecastPlan plan;

    Futures(SequencePredictor predictor, ForecastPlan plan) {
        this.predictor = predictor;
        this.encoder = predictor.model().encoder();
        this.plan = plan;
    }

    /** A host's futures. */
    static final class OfHost {

        private final HostHistory history;
        private final int[] active;
        private final float[][][] values;

        private OfHost(HostHistory history, ForecastPlan plan) {
            this.history = history;
            this.active = new int[plan.horizon()];
            this.values = new float[plan.horizon()][plan.features().length][plan.samples()];
        }

        HostHistory history() {
            return history;
        }

        /** In how many futures the host is active in a window. */
        int active(int window) {
            return active[window];
        }

        /** A feature in a window, in each future: transformed, 0 where not active, NaN where missing. */
        float[] values(int window, int feature) {
            return values[window][feature];
        }
    }

    /** Where one future stands. */
    private static final class Path {
        private final OfHost host;
        private final int number;
        private final SplittableRandom random;
        private int silence;
        private int next;

        private Path(OfHost host, int number, SplittableRandom random, int silence) {
            this.host = host;
            this.number = number;
            this.random = random;
            this.silence = silence;
            this.next = -1 - silence;
        }
    }

    /** The futures of hosts, in their order. */
    List<OfHost> of(List<HostHistory> histories) {
        SegmentRule rule = SegmentRule.half(predictor.model().config().context(), plan.windowSeconds());
        List<SequenceBatch.RowOf> rows = new ArrayList<>();
        List<OfHost> hosts = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        int[] tokens = new int[histories.size() * plan.samples()];
        for (int i = 0; i < histories.size(); i++) {
            HostHistory history = histories.get(i);
            HostHistory.Example example = history.example(rule);
            rows.add(new SequenceBatch.RowOf(example.sequence(), 0));
            OfHost host = new OfHost(history, plan);
            hosts.add(host);
            SplittableRandom random = random(history);
            for (int s = 0; s < plan.samples(); s++) {
                tokens[i * plan.samples() + s] = i * example.sequence().length() + example.token();
                paths.add(new Path(host, s, random.split(), plan.silence(history.last())));
            }
        }
        try (Trajectories trajectories = predictor.continuing(SequenceBatch.join(rows), tokens)) {
            while (paths.stream().anyMatch(path -> path.next < plan.horizon())) {
                step(trajectories, paths);
            }
        }
        return hosts;
    }

    /** So that a host's futures don't depend on which hosts are drawn with it. */
    private SplittableRandom random(HostHistory history) {
        long hash = 31L * history.domain().hashCode() + history.host().hashCode();
        return new SplittableRandom(plan.seed() * 0x9e3779b97f4a7c15L ^ hash);
    }

    /** Those that are past the horizon go along, since all go together; nothing is kept of them. */
    private void step(Trajectories trajectories, List<Path> paths) {
        float[] whenNext = trajectories.elapsedProbabilities();
        int[] elapsed = new int[paths.size()];
        long[] times = new long[paths.size()];
        for (int i = 0; i < elapsed.length; i++) {
            Path path = paths.get(i);
            elapsed[i] = Draw.elapsed(encoder, whenNext, i * encoder.elapsedBins(), path.silence, path.random);
            path.next = (int) Math.min(Integer.MAX_VALUE / 4, (long) path.next + elapsed[i]);
            path.silence = 0;
            times[i] = plan.start(path.next);
        }
        int features = encoder.features().size();
        float[] values = trajectories.draw(
                elapsed, times, (i, f, probabilities) -> Draw.value(encoder, f, probabilities, paths.get(i).random));
        for (int i = 0; i < elapsed.length; i++) {
            keep(paths.get(i), values, i * features);
        }
        trajectories.append(values, elapsed, times);
    }

    private void keep(Path path, float[] values, int from) {
        if (path.next >= plan.horizon()) {
            return;
        }
        path.host.active[path.next]++;
        for (int f = 0; f < plan.features().length; f++) {
            path.host.values[path.next][f][path.number] = values[from + plan.features()[f]];
        }
    }
}
