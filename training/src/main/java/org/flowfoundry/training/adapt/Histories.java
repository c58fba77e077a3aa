package org.flowfoundry.training.adapt;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.sequence.SeriesFeature;
import org.flowfoundry.training.sequence.SeriesWindow;
import org.flowfoundry.training.sequence.SeriesWindows;

/** Brings the histories of labelled windows to the driver; a task holds those it finds, however many windows a host has. */
final class Histories {

    private Histories() {}

    /** Which window. */
    private record Window(String domain, String host, long start) implements Serializable {}

    /** @param index of the labelled window among those asked for */
    private record Found(int index, LabelledHistory history) implements Serializable {}

    /**
     * The histories of windows, in the order of these.
     *
     * @param series all windows of their hosts
     */
    static List<LabelledHistory> of(
            Dataset<Row> series, List<Shot> shots, List<SeriesFeature> features, int mostWindows, int partitions) {
        HashMap<Window, Integer> wanted = new HashMap<>();
        for (int i = 0; i < shots.size(); i++) {
            Shot shot = shots.get(i);
            wanted.put(new Window(shot.domain(), shot.host(), Math.floorDiv(shot.windowStart(), 1_000_000)), i);
        }
        List<SeriesFeature> columns = new ArrayList<>(features);
        FlatMapFunction<Iterator<Row>, Found> cut =
                rows -> cut(SeriesWindows.read(rows, columns), wanted, shots, mostWindows);
        LabelledHistory[] histories = new LabelledHistory[shots.size()];
        SeriesWindows.sorted(series, columns, partitions)
                .javaRDD()
                .mapPartitions(cut)
                .collect()
                .forEach(found -> histories[found.index] = found.history);
        return List.of(histories);
    }

    private static Iterator<Found> cut(
            Iterator<SeriesWindow> windows, Map<Window, Integer> wanted, List<Shot> shots, int mostWindows) {
        List<Found> found = new ArrayList<>();
        Deque<SeriesWindow> before = new ArrayDeque<>();
        while (windows.hasNext()) {
            SeriesWindow window = windows.next();
            SeriesWindow last = before.peekLast();
            if (last != null
                    && !(last.host().equals(window.host()) && last.domain().equals(window.domain()))) {
                before.clear();
            }
            if (before.size() == mostWindows) {
                before.removeFirst();
            }
            before.addLast(window);
            Integer index = wanted.get(new Window(window.domain(), window.host(), window.start()));
            if (index != null) {
                found.add(new Found(index, history(before, shots.get(index).label())));
            }
        }
        return found.iterator();
    }

    private static LabelledHistory history(Deque<SeriesWindow> windows, int label) {
        SeriesWindow last = windows.getLast();
        return new LabelledHistory(
                last.domain(),
                last.host(),
                windows.stream().mapToLong(SeriesWindow::start).toArray(),
                windows.stream().map(SeriesWindow::values).toArray(float[][]::new),
                label);
    }
}
