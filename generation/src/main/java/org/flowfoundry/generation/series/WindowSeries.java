package org.flowfoundry.generation.series;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Bytes of hosts in both directions, window by window, from the table {@code host_series}. The class is the network. */
final class WindowSeries {

    static final List<String> CHANNELS = List.of("bytes_out", "bytes_in");

    private WindowSeries() {}

    /**
     * The series of hosts: stretches of so many windows, one after the other since 1970. Windows in which a host was silent
     * have no bytes; stretches in which it always was are no series.
     *
     * @param hostSeries rows of the table {@code host_series}
     * @param steps windows of a series
     * @return rows of {@link SeriesTables#SERIES}
     */
    static Dataset<Row> of(Dataset<Row> hostSeries, int steps) {
        return hostSeries
                .withColumn("window", floor(expr("unix_seconds(window_start) / window_seconds")))
                .withColumn("stretch", floor(col("window").divide(lit(steps))))
                .withColumn("step", pmod(col("window"), lit(steps)).plus(1).cast("int"))
                .groupBy("domain", "host", "stretch")
                .agg(
                        to_date(min("window_start")).as("date"),
                        collect_list(struct(
                                        col("step"),
                                        coalesce(col("bytes_out"), lit(0L)).as("bytes_out"),
                                        coalesce(col("bytes_in"), lit(0L)).as("bytes_in")))
                                .as("windows"))
                .select(
                        col("domain"),
                        col("date"),
                        lit("windows").as("source"),
                        col("domain").as("label"),
                        lit(steps).as("length"),
                        array(lit("bytes_out"), lit("bytes_in")).as("channels"),
                        array(channel("bytes_out", steps), channel("bytes_in", steps))
                                .as("values"));
    }

    private static Column channel(String name, int steps) {
        return expr("transform(sequence(1, " + steps + "), i -> aggregate(windows, 0D, (sum, w) ->"
                + " sum + if(w.step = i, CAST(w." + name + " AS DOUBLE), 0D)))");
    }
}
