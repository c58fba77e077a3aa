package org.flowfoundry.training.sequence;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableState;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.training.TrainingErrors;

/**
 * The table {@code host_series} of a lake, or some partitions of it, seen to be one that models can read: it has the columns
 * as this version of the program makes them, and one length of windows and one rule for long flows throughout.
 *
 * @param rows of {@link HostSeries#TABLE}
 * @param windows how many rows
 * @param version what the rows are, without reading them: equal versions are equal rows
 */
public record SeriesTable(Dataset<Row> rows, int windowSeconds, String longFlows, long windows, String version) {

    private static final int MOST_DOMAINS = 1000;

    private static final List<String> KEYS =
            List.of("domain", "host", "window_start", "window_seconds", "long_flows", "windows_since_previous");

    /**
     * Opens the table and reads the columns that say how it was made.
     *
     * @param features the columns that must be there
     */
    public static SeriesTable open(Lake lake, PartitionRange range, List<SeriesFeature> features) {
        for (SeriesFeature feature : features) {
            if (!SeriesFeatures.known().contains(feature.column())) {
                throw TrainingErrors.unknownFeature(feature.column(), SeriesFeatures.known());
            }
        }
        TableState state = TableState.of(lake, HostSeries.TABLE, range);
        Stream.concat(KEYS.stream(), features.stream().map(SeriesFeature::column))
                .forEach(column -> check(lake, state.schema(), column));
        Dataset<Row> rows = lake.read(HostSeries.TABLE, range);
        Row made = rows.agg(
                        count(lit(1)),
                        min(col("window_seconds")),
                        max(col("window_seconds")),
                        min(col("long_flows")),
                        max(col("long_flows")))
                .head();
        if (made.getLong(0) == 0) {
            throw TrainingErrors.noHostSeries(lake.uri(), range, domains(lake));
        }
        if (made.getInt(1) != made.getInt(2)) {
            throw TrainingErrors.mixedTable("windows of " + made.get(1) + " s", "windows of " + made.get(2) + " s");
        }
        if (!made.getString(3).equals(made.getString(4))) {
            throw TrainingErrors.mixedTable("long flows " + made.get(3), "long flows " + made.get(4));
        }
        return new SeriesTable(rows, made.getInt(1), made.getString(3), made.getLong(0), state.version());
    }

    /** The domains that the table has, the first {@value #MOST_DOMAINS} by name; empty where it has no rows. */
    public static List<String> domains(Lake lake) {
        return lake
                .read(HostSeries.TABLE)
                .select("domain")
                .distinct()
                .sort("domain")
                .limit(MOST_DOMAINS)
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** Sees to it that windows are as long as those that an encoder, and so a model, was made for. */
    public void check(SeriesEncoder encoder) {
        if (encoder.windowSeconds() != windowSeconds || !encoder.longFlows().equals(longFlows)) {
            throw TrainingErrors.otherWindows(encoder.windowSeconds(), encoder.longFlows(), windowSeconds, longFlows);
        }
    }

    private static void check(Lake lake, StructType stored, String column) {
        StructField expected = HostSeries.TABLE.schema().apply(column);
        StructField found = Stream.of(stored.fields())
                .filter(field -> field.name().equals(column))
                .findFirst()
                .orElseThrow(() -> TrainingErrors.columnMissing(column, lake.uri()));
        // The folders of partitions have no types: Spark guesses those of domain and date.
        if (!column.equals("domain") && !found.dataType().equals(expected.dataType())) {
            throw TrainingErrors.columnOfOtherType(
                    column, found.dataType().simpleString(), expected.dataType().simpleString(), lake.uri());
        }
    }
}
