package org.flowfoundry.evaluation.fidelity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.evaluation.fidelity.metric.Measure;
import org.flowfoundry.evaluation.fidelity.metric.Metric;
import org.flowfoundry.evaluation.fidelity.metric.RecordKeys;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordFit;
import org.flowfoundry.training.record.RecordReader;
import org.flowfoundry.training.record.RecordTable;

/**
 * How many synthetic records equal a real one of the whole table, which no sample of real ones tells. The sampled records go
 * to where the table is; what comes back is which of them were found.
 */
final class CopyScan {

    private final RecordTable synthetic;
    private final List<RecordField> fields;
    private final double heldOut;

    /** @param heldOut share of real records that is held out */
    CopyScan(RecordTable synthetic, List<RecordField> fields, double heldOut) {
        this.synthetic = synthetic;
        this.fields = fields;
        this.heldOut = heldOut;
    }

    /** @param records real ones, as {@link FlowSamples#records} has them */
    List<Measure> of(Dataset<Row> records) {
        List<String> keys = IntStream.range(0, synthetic.rows())
                .mapToObj(i -> RecordKeys.key(synthetic, i))
                .toList();
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(records.sparkSession().sparkContext());
        Broadcast<Set<String>> asked = context.broadcast(new HashSet<>(keys));
        try {
            return shares(keys, found(records, asked));
        } finally {
            asked.destroy();
        }
    }

    /** Which keys were found, by whether held out, and whether in a part that is as large as the other's. */
    private List<Row> found(Dataset<Row> records, Broadcast<Set<String>> asked) {
        List<RecordField> known = fields;
        UDF1<Row, String> key = row -> {
            String found = RecordKeys.key(RecordReader.table(List.of(row), known), 0);
            return asked.value().contains(found) ? found : null;
        };
        Column columns =
                struct(RecordFit.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new));
        // 53 bits of the hash, as a number from 0 to below 1.
        Column place = xxhash64(lit("part"), col(FlowSamples.RECORD))
                .bitwiseAND(lit((1L << 53) - 1))
                .multiply(lit(0x1p-53));
        Column isEqual = col(FlowSamples.HELD_OUT)
                .and(place.lt(lit((1 - heldOut) / heldOut)))
                .or(col(FlowSamples.HELD_OUT).equalTo(false).and(place.lt(lit(heldOut / (1 - heldOut)))));
        return records.select(
                        udf(key, DataTypes.StringType).apply(columns).as("key"),
                        col(FlowSamples.HELD_OUT),
                        isEqual.as("equal"))
                .filter(col("key").isNotNull())
                .distinct()
                .collectAsList();
    }

    private List<Measure> shares(List<String> keys, List<Row> found) {
        Set<String> training = new HashSet<>();
        Set<String> equal = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (Row row : found) {
            String key = row.getString(0);
            if (!row.getBoolean(1)) {
                training.add(key);
            }
            if (row.getBoolean(2)) {
                (row.getBoolean(1) ? others : equal).add(key);
            }
        }
        return List.of(
                share(Metric.TABLE_COPIES, keys, training),
                share(Metric.TABLE_COPIES_EQUAL, keys, equal),
                share(Metric.TABLE_COPIES_HELD_OUT, keys, others));
    }

    private static Measure share(Metric metric, List<String> keys, Set<String> found) {
        return new Measure(metric, null, keys.stream().filter(found::contains).count() / (double) keys.size());
    }
}
