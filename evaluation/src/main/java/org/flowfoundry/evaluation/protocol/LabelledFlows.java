package org.flowfoundry.evaluation.protocol;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.evaluation.protocol.FlowEmbedding.Unseen;
import org.flowfoundry.evaluation.task.Task;
import org.flowfoundry.training.flows.FlowSignature;

/** A domain's flows with the class that a task gives each, and the signature of what a model may see of it. */
final class LabelledFlows implements Serializable {

    private final Task task;
    private final Unseen unseen;

    /** @param unseen tells the flows that no network was trained on; null where no network knows the domain */
    LabelledFlows(Task task, Unseen unseen) {
        this.task = task;
        this.unseen = unseen;
    }

    /** The same rows with the columns class (null = says nothing about the task), signature and unseen. */
    Dataset<Row> signed(Dataset<Row> flows) {
        StructType schema =
                flows.schema().add("class", "string").add("signature", "string").add("unseen", "boolean");
        int label = flows.schema().fieldIndex(task.labelColumn());
        MapPartitionsFunction<Row, Row> sign = rows -> signed(rows, label);
        return flows.mapPartitions(sign, Encoders.row(schema));
    }

    private Iterator<Row> signed(Iterator<Row> rows, int label) {
        FlowSignature signature = new FlowSignature(task.withheld());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                Row row = rows.next();
                Object[] values = new Object[row.size() + 3];
                for (int i = 0; i < row.size(); i++) {
                    values[i] = row.get(i);
                }
                values[row.size()] = row.isNullAt(label) ? null : task.classOf(row.getString(label));
                values[row.size() + 1] = signature.of(row);
                values[row.size() + 2] = unseen == null || unseen.holds(row);
                return RowFactory.create(values);
            }
        };
    }

    /**
     * The first row of each class and signature, in time or else in file order, without what is only in duplicates; of those
     * that a network was trained on, where there are any, so that what looks the same as such a row is not tested.
     *
     * @param known whether a network was trained on the domain
     * @return signature, class, unseen, start (microseconds; null where there is no time), host, source_file, source_record,
     *     copies
     */
    static Dataset<Row> distinct(Dataset<Row> signed, boolean known) {
        return (known ? unseenAlike(signed) : signed)
                .where(col("class").isNotNull())
                .select(
                        col("signature"),
                        col("class"),
                        struct(
                                        col("unseen"),
                                        unix_micros(col("flow_start")).as("start"),
                                        col("source_file"),
                                        col("source_record"),
                                        col("source_address").as("host"))
                                .as("row"))
                .groupBy("signature", "class")
                .agg(min("row").as("row"), count(lit(1)).as("copies"))
                .select(
                        "signature",
                        "class",
                        "row.unseen",
                        "row.start",
                        "row.host",
                        "row.source_file",
                        "row.source_record",
                        "copies");
    }

    /** A row is seen where any that looks the same was, whatever its class: one shuffle of signatures more. */
    private static Dataset<Row> unseenAlike(Dataset<Row> signed) {
        Dataset<Row> alike = signed.groupBy("signature").agg(min("unseen").as("unseen"));
        return signed.drop("unseen").join(alike, "signature");
    }
}
