package org.flowfoundry.training.sequence;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.features.host.HostSeries;

/** Lakes whose {@code host_series} holds what a test says. */
public final class SampleSeries {

    /** Start of the first window. */
    public static final Instant START = Instant.parse("2024-03-01T00:00:00Z");

    private final List<Row> rows = new ArrayList<>();

    /** A window of a host, with values of some columns; all others are null. */
    public SampleSeries window(String domain, String host, int number, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        Instant start = START.plusSeconds(300L * number);
        all.put("domain", domain);
        all.put("date", java.sql.Date.valueOf(LocalDate.ofInstant(start, ZoneOffset.UTC)));
        all.put("host", host);
        all.put("window_start", Timestamp.from(start));
        all.put("window_end", Timestamp.from(start.plusSeconds(300)));
        all.putIfAbsent("window_seconds", 300);
        all.putIfAbsent("long_flows", "first");
        StructType schema = HostSeries.TABLE.schema();
        rows.add(RowFactory.create(
                List.of(schema.fieldNames()).stream().map(all::get).toArray()));
        return this;
    }

    /** Hosts 10.0.0.N, each with so many windows and bytes_out = 1000 N + number of the window. */
    public SampleSeries hosts(String domain, int hosts, int windows) {
        for (int host = 0; host < hosts; host++) {
            for (int i = 0; i < windows; i++) {
                window(domain, "10.0.0." + host, i, Map.of("bytes_out", 1000L * host + i));
            }
        }
        return this;
    }

    public Lake write(SparkSession spark, Path folder) {
        return write(spark, folder, TableFormat.PARQUET);
    }

    public Lake write(SparkSession spark, Path folder, TableFormat format) {
        Lake lake = Lake.open(spark, folder.toString());
        lake.replace(
                HostSeries.TABLE,
                spark.createDataFrame(rows, HostSeries.TABLE.schema()).coalesce(1),
                PartitionRange.ALL,
                format);
        return lake;
    }
}
