package org.flowfoundry.training.testing;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.features.host.HostSeries;

/** Rows of {@code host_series} with a few of its columns, counted here at once instead of by Spark. */
final class SampleSeries {

    private static final int WINDOW_SECONDS = 300;
    private static final StructType SCHEMA = HostSeries.TABLE.schema();

    private final Map<String, TreeMap<Long, Window>> hosts = new TreeMap<>();

    private static final class Window {
        private long bytesOut;
        private long bytesIn;
        private long packetsOut;
        private long asSource;
        private long asDestination;
        private final Set<String> sources = new HashSet<>();
    }

    void flow(double second, String source, String destination, long packets, long bytes) {
        Window out = window(second, source);
        out.bytesOut += bytes;
        out.packetsOut += packets;
        out.asSource++;
        Window in = window(second, destination);
        in.bytesIn += bytes;
        in.asDestination++;
        in.sources.add(source);
    }

    private Window window(double second, String host) {
        return hosts.computeIfAbsent(host, any -> new TreeMap<>())
                .computeIfAbsent((long) second / WINDOW_SECONDS, any -> new Window());
    }

    void write(SparkSession spark, Lake lake) {
        List<Row> rows = new ArrayList<>();
        hosts.forEach((host, windows) -> windows.forEach((number, window) -> {
            Map<String, Object> row = new HashMap<>();
            Instant start = LabelledLake.DAY.plusSeconds(number * WINDOW_SECONDS);
            row.put("domain", "lab");
            row.put("date", Date.valueOf(LocalDate.ofInstant(start, ZoneOffset.UTC)));
            row.put("host", host);
            row.put("window_start", Timestamp.from(start));
            row.put("window_end", Timestamp.from(start.plusSeconds(WINDOW_SECONDS)));
            row.put("window_seconds", WINDOW_SECONDS);
            row.put("long_flows", "first");
            Long before = windows.lowerKey(number);
            row.put("windows_since_previous", before == null ? null : (Integer) (int) (number - before));
            row.put("bytes_out", window.bytesOut);
            row.put("bytes_in", window.bytesIn);
            row.put("packets_out", window.packetsOut);
            row.put("flows_as_source", window.asSource);
            row.put("flows_as_destination", window.asDestination);
            row.put("distinct_sources", (long) window.sources.size());
            Object[] values = new Object[SCHEMA.length()];
            row.forEach((name, value) -> values[SCHEMA.fieldIndex(name)] = value);
            rows.add(RowFactory.create(values));
        }));
        lake.replace(HostSeries.TABLE, spark.createDataFrame(rows, SCHEMA), PartitionRange.ALL, TableFormat.PARQUET);
    }
}
