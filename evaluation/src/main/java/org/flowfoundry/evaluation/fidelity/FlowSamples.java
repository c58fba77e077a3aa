package org.flowfoundry.evaluation.fidelity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.evaluation.fidelity.FidelityOptions.Real;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordFit;
import org.flowfoundry.training.record.RecordReader;
import org.flowfoundry.training.record.RecordSplit;
import org.flowfoundry.training.record.RecordTable;

/** Bounded samples of a domain's flows as records. They are drawn where the flows are: by the order of a hash. */
final class FlowSamples {

    static final String RECORD = "record";
    static final String HELD_OUT = "held_out";

    private static final int FIT_SAMPLE = 20_000;
    private static final Column COLUMNS =
            struct(RecordFit.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new));

    private final Dataset<Row> flows;
    private final Real how;
    private final long seed;
    private final List<RecordField> fields;

    /** @param flows real ones of one domain */
    FlowSamples(Dataset<Row> flows, Real how, long seed) {
        this.flows = flows;
        this.how = how;
        this.seed = seed;
        this.fields = how.fields().isEmpty() ? found() : how.fields();
    }

    List<RecordField> fields() {
        return fields;
    }

    /** Real records of one part, at most so many. */
    RecordTable real(boolean isHeldOut, int most) {
        Column part = isHeldOut ? col(HELD_OUT) : not(col(HELD_OUT));
        Column place = how.isDistinct() ? xxhash64(lit(seed), col(RECORD)) : place();
        return table(records().filter(part).orderBy(place, col(RECORD)).limit(most));
    }

    /** Synthetic records, at most so many. */
    RecordTable synthetic(Dataset<Row> synthetic, int most) {
        return table(synthetic
                .withColumn(RECORD, text(fields).apply(COLUMNS))
                .orderBy(xxhash64(lit(seed), col("source_file"), col("source_record"), col(RECORD)), col(RECORD))
                .limit(most));
    }

    /** All real records, each with its text and whether it is held out; each different one once, if so asked. */
    Dataset<Row> records() {
        Dataset<Row> records =
                flows.withColumn(RECORD, text(fields).apply(COLUMNS)).withColumn(HELD_OUT, heldOut());
        return how.isDistinct() ? records.dropDuplicates(RECORD) : records;
    }

    private RecordTable table(Dataset<Row> rows) {
        Column[] columns = RecordFit.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new);
        return RecordReader.table(rows.select(columns).collectAsList(), fields);
    }

    private Column place() {
        return xxhash64(lit(seed), col("source_file"), col("source_record"));
    }

    private static UserDefinedFunction text(List<RecordField> fields) {
        UDF1<Row, String> text = row -> new RecordReader(row).text(fields);
        return udf(text, DataTypes.StringType);
    }

    private Column heldOut() {
        RecordSplit split = how.split();
        List<RecordField> known = fields;
        UDF1<Row, Boolean> isHeldOut = row -> split.isHeldOut(row, known);
        return udf(isHeldOut, DataTypes.BooleanType).apply(COLUMNS);
    }

    private List<RecordField> found() {
        List<Row> sample = flows.orderBy(place(), col("source_file"), col("source_record"))
                .limit(FIT_SAMPLE)
                .select(RecordFit.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new))
                .collectAsList();
        List<RecordField> all = RecordFit.fields(sample, Set.of());
        Set<String> unknown = new HashSet<>(how.withheld());
        all.forEach(field -> unknown.remove(field.name()));
        if (!unknown.isEmpty()) {
            throw EvaluationErrors.unknownField(
                    "--withhold",
                    unknown.iterator().next(),
                    all.stream().map(RecordField::name).toList());
        }
        return all.stream()
                .filter(field -> !how.withheld().contains(field.name()))
                .toList();
    }
}
