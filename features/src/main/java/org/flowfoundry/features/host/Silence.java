package org.flowfoundry.features.host;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.core.lake.ColumnSpec;
import org.flowfoundry.features.WindowLength;

/**
 * How long a host was silent before a window, without a row per silent window.
 *
 * <p>The window before is looked for on the row's own date and the day before, no further: so a date's rows are the same
 * whether it was computed alone (with the flows of the day before at hand) or within a longer run.
 */
final class Silence {

    static final List<ColumnSpec> COLUMNS = List.of(
            new ColumnSpec(
                    "windows_since_previous",
                    DataTypes.IntegerType,
                    "Windows from the host's previous row to this one, 1 if it is the next; null if there is none on"
                            + " this date or the day before"),
            new ColumnSpec(
                    "silent_windows_before",
                    DataTypes.IntegerType,
                    "Those windows in between in which the domain had other traffic, so that the host's silence was"
                            + " observed; null as above"));

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final String[] DOMAIN_WINDOW = {"domain", "window"};
    private static final String[] DOMAIN_PREVIOUS = {"domain", "previous_window"};

    private final WindowLength length;

    Silence(WindowLength length) {
        this.length = length;
    }

    /**
     * Adds {@link #COLUMNS}.
     *
     * @param windows rows with domain, window and previous_window (microseconds since 1970)
     * @param placed flows with domain and window: those windows the domain was seen in
     */
    Dataset<Row> of(Dataset<Row> windows, Dataset<Row> placed) {
        Dataset<Row> seen = numbered(placed);
        Column dayBefore =
                col("window").minus(pmod(col("window"), lit(DAY_MICROS))).minus(lit(DAY_MICROS));
        Column previous = when(col("previous_window").geq(dayBefore), col("previous_window"));
        Column since = col("window").minus(previous).divide(lit((double) length.micros()));
        return windows.withColumn("previous_window", previous)
                .join(broadcast(seen.withColumnRenamed("number", "window_number")), DOMAIN_WINDOW, "left")
                .join(
                        broadcast(seen.withColumnRenamed("window", "previous_window")
                                .withColumnRenamed("number", "previous_number")),
                        DOMAIN_PREVIOUS,
                        "left")
                .withColumn("windows_since_previous", since.cast(DataTypes.IntegerType))
                .withColumn(
                        "silent_windows_before",
                        col("window_number").minus(col("previous_number")).minus(lit(1)));
    }

    /** The windows that each domain was seen in, numbered in order: few, whatever the traffic. */
    private static Dataset<Row> numbered(Dataset<Row> placed) {
        Column number = row_number().over(Window.partitionBy("domain").orderBy("window"));
        return placed.select("domain", "window").distinct().withColumn("number", number);
    }
}
