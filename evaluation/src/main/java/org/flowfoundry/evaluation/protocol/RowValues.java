package org.flowfoundry.evaluation.protocol;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.evaluation.task.Task;
import org.flowfoundry.training.flows.FlowEncoder;
import org.flowfoundry.training.flows.HostContext;
import org.flowfoundry.training.graph.KeyedPiece.Key;

/** What rows that were drawn hold: their own values, encoded as their pool says, and what came before them at their hosts. */
final class RowValues {

    private static final int PARTITIONS = 32;
    private static final String[] KEY = {"source_file", "source_record", "signature"};

    private static final StructType KEYS = new StructType()
            .add("source_file", DataTypes.StringType)
            .add("source_record", DataTypes.LongType)
            .add("signature", DataTypes.StringType);

    private final Dataset<Row> signed;
    private final Dataset<Row> keys;
    private final FlowEncoder encoder;
    private final Map<String, float[]> own = new HashMap<>();

    /**
     * Reads the rows.
     *
     * @param signed all flows of the domain, with {@link FlowEncoder#COLUMNS} and a signature
     */
    RowValues(Dataset<Row> signed, List<ChosenRow> chosen, Task task) {
        this.signed = signed;
        this.keys = broadcast(signed.sparkSession()
                .createDataFrame(
                        chosen.stream()
                                .map(row -> RowFactory.create(row.file(), row.record(), row.signature()))
                                .toList(),
                        KEYS)
                .distinct());
        Map<String, Row> found = new HashMap<>();
        for (Row row : signed.join(keys, KEY, "left_semi").collectAsList()) {
            found.put(key(row), row);
        }
        List<Row> pool = chosen.stream()
                .filter(ChosenRow::inPool)
                .map(row -> found.get(row.key()))
                .toList();
        this.encoder = FlowEncoder.fit(pool, task.withheld());
        found.forEach((key, row) -> {
            float[] values = new float[encoder.width()];
            encoder.encode(row, values, 0);
            own.put(key, values);
        });
    }

    FlowEncoder encoder() {
        return encoder;
    }

    List<float[]> own(List<ChosenRow> rows) {
        return rows.stream().map(row -> own.get(row.key())).toList();
    }

    /** What came before each row at its hosts, by the row's key; nothing at all where there are no addresses. */
    Map<String, float[]> context(List<ChosenRow> chosen) {
        HostContext context = new HostContext(encoder);
        Dataset<Row> asked = signed.join(keys.withColumn("asked", lit(true)), KEY, "left")
                .withColumn("asked", coalesce(col("asked"), lit(false)));
        Map<String, float[]> before = new HashMap<>();
        for (HostContext.Before one : context.of(asked, PARTITIONS)) {
            float[] values = before.computeIfAbsent(
                    one.file() + '\n' + one.record() + '\n' + one.signature(), key -> new float[context.width()]);
            System.arraycopy(one.values(), 0, values, one.role() * one.values().length, one.values().length);
        }
        if (!before.isEmpty()) {
            float[] nothing = new float[context.width()];
            Arrays.fill(nothing, Float.NaN);
            chosen.forEach(row -> before.putIfAbsent(row.key(), nothing));
        }
        return before;
    }

    /** A network's vectors by the row's key, none where it knows none; zeros of what the network has no place for, as a flow without hosts in a graph. */
    Map<String, float[]> vectors(FlowEmbedding network, String domain, Dataset<Row> flows, List<ChosenRow> chosen) {
        Set<Key> asked =
                chosen.stream().map(row -> new Key(row.file(), row.record())).collect(Collectors.toSet());
        Map<Key, float[]> byRecord = network.vectors(new FlowEmbedding.Flows(domain, flows, encoder), asked);
        if (byRecord.isEmpty()) {
            return Map.of();
        }
        float[] nothing = new float[byRecord.values().iterator().next().length];
        Map<String, float[]> vectors = new HashMap<>();
        for (ChosenRow row : chosen) {
            vectors.put(row.key(), byRecord.getOrDefault(new Key(row.file(), row.record()), nothing));
        }
        return vectors;
    }

    private static String key(Row row) {
        return row.getAs("source_file") + "\n" + row.getAs("source_record") + "\n" + row.getAs("signature");
    }
}
