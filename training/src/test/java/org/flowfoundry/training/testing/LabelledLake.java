package org.flowfoundry.training.testing;

import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.features.WindowLength;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.features.host.LongFlows;

/** A lake with labelled flows of one domain, and the host series of them. */
public final class LabelledLake {

    /** 00:00 UTC of the day that flows begin at. */
    public static final Instant DAY = Instant.parse("2026-03-10T00:00:00Z");

    private static final StructType SCHEMA = IngestTables.FLOWS.schema();

    private final List<Object[]> flows = new ArrayList<>();

    /** A flow that starts so many seconds after {@link #DAY}; label null = unlabelled. */
    public LabelledLake flow(double second, String source, String destination, String label) {
        Instant start = DAY.plusMillis(Math.round(second * 1000));
        flows.add(new Object[SCHEMA.length()]);
        set("domain", "lab");
        set("date", Date.valueOf(LocalDate.ofInstant(start, ZoneOffset.UTC)));
        set("flow_start", Timestamp.from(start));
        set("flow_end", Timestamp.from(start));
        set("duration_ms", 0L);
        set("source_address", source);
        set("destination_address", destination);
        set("protocol", 6);
        set("source_port", 40_000);
        set("destination_port", 443);
        set("label", label);
        set("source_file", "sample");
        set("source_record", (long) flows.size());
        set("quality_flags", 0);
        return packets(1).bytes(100);
    }

    /** Sets the bytes of the flow added last. */
    public LabelledLake bytes(long bytes) {
        return set("bytes", bytes);
    }

    /** Sets the packets of the flow added last. */
    public LabelledLake packets(long packets) {
        return set("packets", packets);
    }

    /** Sets a column of the flow added last. */
    public LabelledLake set(String column, Object value) {
        flows.get(flows.size() - 1)[SCHEMA.fieldIndex(column)] = value;
        return this;
    }

    /** Writes flows and host series, 5-minute windows. */
    public Lake write(SparkSession spark, Path folder) {
        Lake lake = Lake.open(spark, folder.toString());
        List<Row> rows = flows.stream().map(RowFactory::create).toList();
        lake.replace(IngestTables.FLOWS, spark.createDataFrame(rows, SCHEMA), PartitionRange.ALL, TableFormat.DELTA);
        HostSeries series = new HostSeries(WindowLength.parse("5m"), LongFlows.FIRST);
        lake.replace(
                HostSeries.TABLE, series.of(lake.read(IngestTables.FLOWS)), PartitionRange.ALL, TableFormat.PARQUET);
        return lake;
    }

    /** Writes flows only. */
    public Lake writeFlows(SparkSession spark, Path folder) {
        Lake lake = Lake.open(spark, folder.toString());
        List<Row> rows = flows.stream().map(RowFactory::create).toList();
        lake.replace(IngestTables.FLOWS, spark.createDataFrame(rows, SCHEMA), PartitionRange.ALL, TableFormat.DELTA);
        return lake;
    }
}
