package org.flowfoundry.generation.series;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The first packets of biflows, from the lists that a source keeps in the attributes: PL (payload lengths, filled up with
 * zeros), DIR (0 or 1) and IAT (microseconds), as MIRAGE has them.
 */
final class PacketSeries {

    static final List<String> CHANNELS = List.of("length", "direction", "interval");

    private PacketSeries() {}

    /**
     * The series of flows that have these lists; others are left out.
     *
     * @param flows rows of the table {@code flows}
     * @param steps most packets of a series
     * @return rows of {@link SeriesTables#SERIES}
     */
    static Dataset<Row> of(Dataset<Row> flows, int steps) {
        return flows.select(
                        col("domain"),
                        col("date"),
                        coalesce(col("label"), col("application"), lit("unlabelled"))
                                .as("label"),
                        list("PL"),
                        list("DIR"),
                        list("IAT"))
                .where("PL IS NOT NULL AND DIR IS NOT NULL AND IAT IS NOT NULL")
                .where("size(PL) = size(DIR) AND size(PL) = size(IAT)")
                .withColumn("length", length(steps))
                .where("length >= 1")
                .select(
                        col("domain"),
                        col("date"),
                        lit("packets").as("source"),
                        col("label"),
                        col("length"),
                        array(CHANNELS.stream().map(name -> lit(name)).toArray(Column[]::new))
                                .as("channels"),
                        expr("array(slice(PL, 1, length), slice(DIR, 1, length), slice(IAT, 1, length))")
                                .as("values"));
    }

    private static Column list(String name) {
        // What JSON has no number for is null there, and would be no time.
        return expr("transform(from_json(attributes['" + name + "'], 'array<double>'), x -> coalesce(x, 0D))")
                .as(name);
    }

    /** The zeros behind the last packet are none. */
    private static Column length(int steps) {
        return expr("CAST(least(" + steps
                + ", coalesce(array_max(transform(PL, (x, i) -> if(x > 0, i + 1, 0))), 0)) AS INT)");
    }
}
