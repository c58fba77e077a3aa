package org.flowfoundry.evaluation.testing;

import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import scala.jdk.javaapi.CollectionConverters;

/** A lake of labelled flows that differ by class, with duplicates, artefacts, and what no model may see. */
public final class SampleLake {

    private static final StructType SCHEMA = IngestTables.FLOWS.schema();
    private static final Instant START = Instant.parse("2026-03-10T00:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-03-10");

    private final List<Row> rows = new ArrayList<>();

    /** Flows of a domain; labels in turn. Every third one is a duplicate but for its addresses and record. */
    public SampleLake domain(String domain, int flows, boolean timed, boolean hosts, String... labels) {
        Random random = new Random(5);
        Map<String, Object> flow = new HashMap<>();
        for (int i = 0; i < flows; i++) {
            int label = random.nextInt(labels.length);
            if (i % 3 != 2) {
                flow = new HashMap<>();
                flow.put("bytes", (long) (1_000 * (label + 1) + random.nextInt(600)));
                flow.put("packets", (long) (10 + random.nextInt(50) * (label + 1)));
                flow.put("duration_ms", i == 0 ? 4_294_960L : random.nextInt(5_000));
                flow.put("protocol", random.nextInt(5) == 0 ? 17 : 6);
                flow.put("destination_port", label == 1 ? 53 : 443);
                flow.put("label", labels[label]);
                flow.put(
                        "attributes",
                        CollectionConverters.asScala(new HashMap<>(Map.of(
                                "SECOND_BYTES",
                                i % 50 == 0 ? "1e165" : i % 51 == 0 ? "NaN" : String.valueOf(random.nextInt(100)),
                                "Attack",
                                String.valueOf(labels[label])))));
            }
            flow.put("flow_start", timed ? Timestamp.from(START.plusSeconds(i)) : null);
            flow.put("source_address", hosts ? "10.0.0." + random.nextInt(40) : null);
            flow.put("destination_address", hosts ? "10.0.1." + random.nextInt(5) : null);
            add(domain, flow);
        }
        return this;
    }

    private void add(String domain, Map<String, Object> flow) {
        Map<String, Object> row = new HashMap<>(flow);
        row.put("domain", domain);
        row.put("date", Date.valueOf(DAY));
        row.put("source_file", "sample");
        row.put("source_record", (long) rows.size());
        row.put("quality_flags", 0);
        Object[] values = new Object[SCHEMA.length()];
        for (StructField field : SCHEMA.fields()) {
            values[SCHEMA.fieldIndex(field.name())] = row.get(field.name());
        }
        rows.add(RowFactory.create(values));
    }

    public Lake write(SparkSession spark, Path folder) {
        Lake lake = Lake.open(spark, folder.toString());
        lake.replace(IngestTables.FLOWS, spark.createDataFrame(rows, SCHEMA), PartitionRange.ALL, TableFormat.DELTA);
        return lake;
    }
}
