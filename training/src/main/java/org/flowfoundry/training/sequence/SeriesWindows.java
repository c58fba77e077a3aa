package org.flowfoundry.training.sequence;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.TrainingErrors;

/** Rows of {@code host_series} as the windows that models read, host by host. */
public final class SeriesWindows {

    /**
     * Stands first among the columns sorted by: Spark's sort compares the first column as a number and the others, addresses
     * among them, only where that is equal.
     */
    private static final String HASH = "hash";

    private static final String DOMAIN = "domain";
    private static final String HOST = "host";
    private static final String START = "start";
    private static final int FIRST_FEATURE = 4;

    private SeriesWindows() {}

    /**
     * The windows of each host in one partition, in order of time. One shuffle of the columns needed; Spark's sort spills, so a
     * host may have any number of windows.
     *
     * @param hostSeries rows of {@code host_series}
     * @param partitions into which the hosts are put, by a hash
     * @return rows for {@link #read}
     */
    public static Dataset<Row> sorted(Dataset<Row> hostSeries, List<SeriesFeature> features, int partitions) {
        Stream<Column> keys = Stream.of(
                xxhash64(col(DOMAIN), col(HOST)).as(HASH),
                col(DOMAIN),
                col(HOST),
                unix_seconds(col("window_start")).as(START));
        Stream<Column> values =
                features.stream().map(feature -> col(feature.column()).cast("double"));
        return hostSeries
                .select(Stream.concat(keys, values).toArray(Column[]::new))
                .repartition(partitions, col(HASH))
                .sortWithinPartitions(HASH, DOMAIN, HOST, START);
    }

    /**
     * The windows of one partition of {@link #sorted}, read as far as they are asked for.
     *
     * @throws org.flowfoundry.core.error.UserException where a value is NaN, infinite or negative
     */
    public static Iterator<SeriesWindow> read(Iterator<Row> rows, List<SeriesFeature> features) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public SeriesWindow next() {
                return window(rows.next(), features);
            }
        };
    }

    private static SeriesWindow window(Row row, List<SeriesFeature> features) {
        float[] values = new float[features.size()];
        for (int i = 0; i < values.length; i++) {
            int at = FIRST_FEATURE + i;
            values[i] = row.isNullAt(at) ? Float.NaN : transformed(row, features.get(i), row.getDouble(at));
        }
        return new SeriesWindow(row.getString(1), row.getString(2), row.getLong(3), values);
    }

    private static float transformed(Row row, SeriesFeature feature, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw TrainingErrors.badValue(feature.column(), value, row.getString(2), row.getString(1), row.getLong(3));
        }
        return feature.scale().apply(value);
    }
}
