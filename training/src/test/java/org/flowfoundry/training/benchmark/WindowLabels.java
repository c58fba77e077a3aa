package org.flowfoundry.training.benchmark;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.flowfoundry.features.WindowLength;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.features.host.LongFlows;
import org.flowfoundry.training.adapt.LabelRequest;
import org.flowfoundry.training.adapt.Task;
import org.flowfoundry.training.adapt.Victims;
import org.flowfoundry.training.sequence.SeriesWindow;

/**
 * What host windows are, by the labels of their flows.
 *
 * @param label (windows): 1 with what the task looks for, 0 without, -1 not known
 * @param victim (windows): whether it was aimed at the host
 */
record WindowLabels(byte[] label, boolean[] victim) {

    private static final long MICROS = 1_000_000;

    /** Of a window. */
    private record Key(String domain, String host, long start) {}

    static WindowLabels of(Benchmarks data, String task) {
        HostWindows windows = data.windows();
        Map<Key, Integer> numbers = new HashMap<>();
        byte[] label = new byte[windows.count()];
        for (int i = 0; i < windows.count(); i++) {
            SeriesWindow window = windows.windows()[i];
            numbers.put(new Key(window.domain(), window.host(), window.start()), i);
            label[i] = -1;
        }
        int seconds = data.encoder().windowSeconds();
        LabelRequest request = new LabelRequest(
                data.lake(),
                Benchmarks.range(data.options()),
                new HostSeries(
                        WindowLength.parse(seconds + "s"),
                        LongFlows.parse(data.encoder().longFlows())),
                seconds,
                null,
                null);
        Task.named(task)
                .labels(request)
                .select(
                        functions.col("domain"),
                        functions.col("host"),
                        functions.unix_micros(functions.col("window_start")),
                        functions.col("label").equalTo(task))
                .toLocalIterator()
                .forEachRemaining(row -> label[numbers.get(key(row))] = (byte) (row.getBoolean(3) ? 1 : 0));
        boolean[] victim = new boolean[windows.count()];
        Dataset<Row> aimedAt = Victims.of(request, task);
        for (Row row : aimedAt.collectAsList()) {
            Integer window = numbers.get(key(row));
            if (window != null) {
                victim[window] = label[window] == 1;
            }
        }
        return new WindowLabels(label, victim);
    }

    private static Key key(Row row) {
        return new Key(row.getString(0), row.getString(1), row.getLong(2) / MICROS);
    }
}
