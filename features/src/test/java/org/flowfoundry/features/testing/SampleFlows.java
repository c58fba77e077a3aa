package org.flowfoundry.features.testing;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.lake.IngestTables;

/** Rows of the table {@code flows} for tests: given by name, all other columns null. */
public final class SampleFlows {

    /** A day that all samples begin at, 00:00 UTC. */
    public static final Instant DAY = Instant.parse("2026-03-10T00:00:00Z");

    private static final StructType SCHEMA = IngestTables.FLOWS.schema();

    private final List<Map<String, Object>> flows = new ArrayList<>();

    /** A flow that starts so many seconds after {@link #DAY} between two hosts; more by {@link #with}. */
    public SampleFlows flow(double second, String source, String destination) {
        Instant start = DAY.plusNanos(Math.round(second * 1e6) * 1000);
        Map<String, Object> flow = new HashMap<>();
        flow.put("domain", "lab");
        flow.put("date", Date.valueOf(LocalDate.ofInstant(start, ZoneOffset.UTC)));
        flow.put("flow_start", Timestamp.from(start));
        flow.put("flow_end", Timestamp.from(start));
        flow.put("duration_ms", 0L);
        flow.put("source_address", source);
        flow.put("destination_address", destination);
        flow.put("source_file", "sample");
        flow.put("source_record", (long) flows.size());
        flow.put("quality_flags", 0);
        flows.add(flow);
        return this;
    }

    /** Sets a column of the flow added last. */
    public SampleFlows with(String column, Object value) {
        SCHEMA.fieldIndex(column);
        flows.get(flows.size() - 1).put(column, value);
        return this;
    }

    /** Sets the end and duration of the flow added last. */
    public SampleFlows lasting(double seconds) {
        Timestamp start = (Timestamp) flows.get(flows.size() - 1).get("flow_start");
        with("flow_end", Timestamp.from(start.toInstant().plusNanos(Math.round(seconds * 1e6) * 1000)));
        return with("duration_ms", Math.round(seconds * 1000));
    }

    /** The flows as maps from column name to value. */
    public List<Map<String, Object>> maps() {
        return flows;
    }

    public Dataset<Row> dataset(SparkSession spark) {
        List<Row> rows = new ArrayList<>();
        for (Map<String, Object> flow : flows) {
            Object[] values = new Object[SCHEMA.length()];
            for (StructField field : SCHEMA.fields()) {
                values[SCHEMA.fieldIndex(field.name())] = flow.get(field.name());
            }
            rows.add(RowFactory.create(values));
        }
        return spark.createDataFrame(rows, SCHEMA);
    }

    /** Random flows of a few hosts over some hours, with every kind of gap that sources leave. */
    public static SampleFlows random(long seed, int count, double hours) {
        Random random = new Random(seed);
        SampleFlows flows = new SampleFlows();
        for (int i = 0; i < count; i++) {
            flows.flow(random.nextInt((int) (hours * 3600 * 1000)) / 1000.0, host(random), host(random));
            int protocol = new int[] {6, 6, 6, 17, 17, 1, 58, 47}[random.nextInt(8)];
            flows.with("protocol", protocol);
            if (protocol == 6 || protocol == 17) {
                flows.with("source_port", random.nextInt(65536))
                        .with("destination_port", new int[] {53, 80, 443, 8080, 60000}[random.nextInt(5)]);
            }
            if (protocol == 6) {
                flows.with("tcp_flags", random.nextInt(256));
            }
            counters(random, flows, protocol);
            if (random.nextInt(3) > 0) {
                flows.lasting(random.nextInt(2_000_000) / 1000.0);
            }
        }
        return flows;
    }

    private static void counters(Random random, SampleFlows flows, int protocol) {
        if (random.nextInt(10) > 0) {
            long packets = 1L + random.nextInt(100);
            flows.with("packets", packets).with("bytes", packets * (40 + random.nextInt(1400)));
        }
        if (random.nextInt(3) == 0) {
            flows.with("reverse_packets", (long) random.nextInt(50))
                    .with("reverse_bytes", (long) random.nextInt(50_000));
            flows.with("reverse_tcp_flags", protocol == 6 ? (Integer) random.nextInt(256) : null);
        }
        if (random.nextInt(4) == 0) {
            flows.with("sampling_interval", 100L);
        }
        flows.with("tos", random.nextInt(256)).with("quality_flags", 1 << random.nextInt(5));
    }

    private static String host(Random random) {
        int host = random.nextInt(12);
        return switch (host) {
            case 0 -> "fd00::1";
            case 1 -> "2001:db8::7";
            case 2 -> "fc::1";
            case 3 -> "172.20.1.9";
            case 4 -> "172.2.0.1";
            case 5 -> "239.1.1.1";
            default -> (host % 2 == 0 ? "10.0.0." : "198.51.100.") + host;
        };
    }
}
