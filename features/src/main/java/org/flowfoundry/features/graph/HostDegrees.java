package org.flowfoundry.features.graph;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_sum;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Degrees of hosts, counted by peers, flows, packets and bytes. */
final class HostDegrees {

    private static final String[] WEIGHTS = {"flows", "packets", "bytes"};

    private HostDegrees() {}

    /** domain, window, id, address and the degrees; a host without a flow to another has 0. */
    static Dataset<Row> of(HostGraph graph) {
        Dataset<Row> ends = graph.pairs()
                .select(
                        col("domain"),
                        col("window"),
                        explode(array(end("dst", true), end("src", false))).as("end"))
                .select(col("domain"), col("window"), col("end.*"));
        List<Column> sums = new ArrayList<>();
        sums.add(sum("out_degree").as("out_degree"));
        for (String weight : WEIGHTS) {
            sums.add(try_sum(col(weight + "_in")).as(weight + "_in"));
            sums.add(try_sum(col(weight + "_out")).as(weight + "_out"));
        }
        Dataset<Row> degrees = ends.groupBy("domain", "window", "id")
                .agg(sum("in_degree").as("in_degree"), sums.toArray(Column[]::new));
        return graph.hosts()
                .join(degrees, new String[] {"domain", "window", "id"}, "left")
                .withColumn("in_degree", orZero("in_degree"))
                .withColumn("out_degree", orZero("out_degree"))
                .withColumn("degree", col("in_degree").plus(col("out_degree")))
                .withColumn("flows_in", orZero("flows_in"))
                .withColumn("flows_out", orZero("flows_out"));
    }

    private static Column end(String id, boolean entering) {
        List<Column> fields = new ArrayList<>();
        fields.add(col(id).as("id"));
        fields.add(lit(entering ? 1L : 0L).as("in_degree"));
        fields.add(lit(entering ? 0L : 1L).as("out_degree"));
        for (String weight : WEIGHTS) {
            fields.add((entering ? col(weight) : lit(null).cast("long")).as(weight + "_in"));
            fields.add((entering ? lit(null).cast("long") : col(weight)).as(weight + "_out"));
        }
        return struct(fields.toArray(Column[]::new));
    }

    private static Column orZero(String column) {
        return coalesce(col(column), lit(0L));
    }
}
