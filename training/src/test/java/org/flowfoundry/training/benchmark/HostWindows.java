package org.flowfoundry.training.benchmark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.sequence.SeriesFeature;
import org.flowfoundry.training.sequence.SeriesTable;
import org.flowfoundry.training.sequence.SeriesWindow;
import org.flowfoundry.training.sequence.SeriesWindows;
import org.flowfoundry.training.sequence.Split;
import org.flowfoundry.training.sequence.Split.Part;

/**
 * All windows of a table in memory, host by host in order of time: benchmarks are of small lakes.
 *
 * @param host (windows): number of the window's host
 * @param place (windows): place in its host's series, from 0
 * @param elapsed (windows): windows since the host's one before, 0 for its first
 * @param hosts of what part the window's host is
 * @param late whether the window is of the test period
 */
record HostWindows(
        List<SeriesFeature> features,
        SeriesWindow[] windows,
        int[] host,
        int[] place,
        int[] elapsed,
        Part[] hosts,
        boolean[] late) {

    static HostWindows load(SeriesTable table, List<SeriesFeature> features, Split split) {
        List<SeriesWindow> all = new ArrayList<>();
        Iterator<SeriesWindow> read = SeriesWindows.read(
                SeriesWindows.sorted(table.rows(), features, 1).toLocalIterator(), features);
        read.forEachRemaining(all::add);
        int count = all.size();
        HostWindows windows = new HostWindows(
                features,
                all.toArray(SeriesWindow[]::new),
                new int[count],
                new int[count],
                new int[count],
                new Part[count],
                new boolean[count]);
        for (int i = 0; i < count; i++) {
            windows.place(i, table.windowSeconds(), split);
        }
        return windows;
    }

    private void place(int i, int seconds, Split split) {
        SeriesWindow window = windows[i];
        SeriesWindow before = i == 0 ? null : windows[i - 1];
        boolean same = before != null
                && before.host().equals(window.host())
                && before.domain().equals(window.domain());
        host[i] = before == null ? 0 : host[i - 1] + (same ? 0 : 1);
        place[i] = same ? place[i - 1] + 1 : 0;
        elapsed[i] = same ? (int) ((window.start() - before.start()) / seconds) : 0;
        hosts[i] = same ? hosts[i - 1] : split.hostPart(window.domain(), window.host());
        late[i] =
                split.testStart() != null && window.start() >= split.testStart().getEpochSecond();
    }

    int count() {
        return windows.length;
    }

    float value(int window, int feature) {
        return windows[window].values()[feature];
    }

    /** Numbers of windows that have one before them in their series, and are of the kind wanted. */
    int[] known(IntPredicate wanted) {
        return IntStream.range(0, count())
                .filter(i -> place[i] > 0 && wanted.test(i))
                .toArray();
    }

    int[] training() {
        return known(i -> hosts[i] == Part.TRAINING && !late[i]);
    }

    int[] validation() {
        return known(i -> hosts[i] == Part.VALIDATION && !late[i]);
    }

    /** Windows to be forecast: of hosts never seen, and of those seen in training, both in a time never seen. */
    int[] tested() {
        return known(i -> late[i] && hosts[i] != Part.VALIDATION);
    }

    /** Numbers of outputs: the elapsed windows are 0, feature f is f + 1. */
    int outputs() {
        return 1 + features.size();
    }

    /** The bin of an output of a window. */
    int bin(SeriesEncoder encoder, int window, int output) {
        return output == 0 ? encoder.elapsedBin(elapsed[window]) : encoder.bin(output - 1, value(window, output - 1));
    }

    /** How many bins an output has. */
    static int bins(SeriesEncoder encoder, int output) {
        return output == 0 ? encoder.elapsedBins() : encoder.binsUsed(output - 1);
    }

    /** Weights of windows with which a host counts as the root of their number, mean 1. */
    float[] weights(int[] some) {
        int[] perHost = new int[host[count() - 1] + 1];
        for (int i : some) {
            perHost[host[i]]++;
        }
        float[] weights = new float[some.length];
        double sum = 0;
        for (int r = 0; r < some.length; r++) {
            weights[r] = (float) (1 / Math.sqrt(perHost[host[some[r]]]));
            sum += weights[r];
        }
        for (int r = 0; r < some.length; r++) {
            weights[r] *= (float) (some.length / sum);
        }
        return weights;
    }
}
