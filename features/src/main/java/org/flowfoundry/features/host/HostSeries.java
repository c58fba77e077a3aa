package org.flowfoundry.features.host;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.lake.ColumnSpec;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.features.WindowLength;

/**
 * The table {@code host_series}: what each host did in each window, in both roles.
 *
 * <p>Two shuffles. The first brings together the flows of a host in one slice (about a minute) of a window, sorted by time
 * by Spark, which spills; they are folded one by one into a {@link HostWindow} of bounded size. The second brings together
 * the slices of a host, which are few whatever its traffic, and merges them window by window. So the largest piece of work
 * that is not split is one host's flows in one slice.
 */
public final class HostSeries {

    private static final StructType HOST =
            new StructType().add("domain", DataTypes.StringType).add("host", DataTypes.StringType);
    private static final StructType SLICE =
            HOST.add("window", DataTypes.LongType).add("slice", DataTypes.IntegerType);

    /**
     * Stands first among the columns that Spark groups, and so sorts, by: its sort compares the first column as a number
     * and the others, addresses among them, only where that is equal.
     */
    private static final String HASH = "hash";

    /** Flows at the same time stand in an order of their own, so that the same flows always make the same bits. */
    private static final Column[] IN_TIME =
            columns("time", "peer", "source_port", "destination_port", "bytes_out", "bytes_in");

    private static final List<ColumnSpec> KEYS = List.of(
            new ColumnSpec("host", DataTypes.StringType, "Address of the host, RFC 5952 text"),
            new ColumnSpec("window_start", DataTypes.TimestampType, "Start of the window, UTC, inclusive"),
            new ColumnSpec("window_end", DataTypes.TimestampType, "End of the window, UTC, exclusive"),
            new ColumnSpec("window_seconds", DataTypes.IntegerType, "Length of the window, seconds"),
            new ColumnSpec(
                    "long_flows",
                    DataTypes.StringType,
                    "Rule for flows longer than the window: first (whole, where they start) or prorated"));

    public static final TableSpec TABLE = TableSpec.of(
            "host_series",
            TableFormat.PARQUET,
            "What one host did in one window of time, as source and as destination of flows",
            "UTC day of window_start",
            specs());

    private final WindowLength length;
    private final LongFlows longFlows;

    public HostSeries(WindowLength length, LongFlows longFlows) {
        this.length = length;
        this.longFlows = longFlows;
    }

    /** How many days of flows before the first date asked for have a say in its rows. */
    public int daysBefore() {
        return longFlows == LongFlows.FIRST ? 1 : 2;
    }

    /**
     * The flows with the windows they are counted in: one row for each, with its start in {@code window}, microseconds since
     * 1970. For what is said of flows to be said of the windows of their hosts. Leaves out flows without a start.
     */
    public Dataset<Row> placed(Dataset<Row> flows) {
        return new HostFlows(length, longFlows).placed(flows);
    }

    /**
     * The series of the hosts of the given flows.
     *
     * @param flows rows of the table {@code flows}; those without flow_start are left out
     * @return rows of {@link #TABLE}, one per host and window in which it was active
     */
    public Dataset<Row> of(Dataset<Row> flows) {
        HostFlows hostFlows = new HostFlows(length, longFlows);
        Dataset<Row> placed = hostFlows.placed(flows);
        return finished(sliced(hostFlows.of(placed)), placed);
    }

    /**
     * The part of the series that begins with a date.
     *
     * @param flows rows of the table {@code flows}, from {@link #daysBefore()} days before that date on
     * @param from first date of the result
     * @return rows of {@link #TABLE}, the same as {@link #of(Dataset)} of all flows gives for these dates
     */
    public Dataset<Row> of(Dataset<Row> flows, LocalDate from) {
        HostFlows hostFlows = new HostFlows(length, longFlows);
        Dataset<Row> placed = hostFlows.placed(flows);
        Dataset<Row> ofHosts = hostFlows.of(placed);
        Column asked = col("window").geq(lit(micros(from)));
        Dataset<Row> slices = sliced(ofHosts.where(asked));
        Dataset<Row> before = lastWindows(ofHosts.where(asked.equalTo(false)));
        return finished(slices.unionByName(before), placed);
    }

    private Dataset<Row> finished(Dataset<Row> slices, Dataset<Row> placed) {
        return named(new Silence(length).of(merged(slices), placed));
    }

    private static Dataset<Row> sliced(Dataset<Row> hostFlows) {
        FlatMapGroupsFunction<Row, Row, Row> fold = (key, flows) -> {
            HostWindow slice = new HostWindow();
            flows.forEachRemaining(flow -> slice.add(HostFlow.of(flow)));
            return List.of(RowFactory.create(
                            key.getAs("domain"),
                            key.getAs("host"),
                            key.getAs("window"),
                            key.getAs("slice"),
                            slice.toBytes()))
                    .iterator();
        };
        return grouped(hostFlows, SLICE, HostFlow.SCHEMA)
                .flatMapSortedGroups(IN_TIME, fold, Encoders.row(SliceMerge.SLICES));
    }

    /** Each host's last window, as a slice without a state. */
    private static Dataset<Row> lastWindows(Dataset<Row> hostFlows) {
        return hostFlows
                .groupBy(columns(HOST.fieldNames()))
                .agg(max("window").as("window"))
                .withColumn("slice", lit(0))
                .withColumn("state", lit(null).cast(DataTypes.BinaryType));
    }

    private static Dataset<Row> merged(Dataset<Row> slices) {
        return grouped(slices, HOST, SliceMerge.SLICES)
                .flatMapSortedGroups(columns("window", "slice"), new SliceMerge(), Encoders.row(SliceMerge.WINDOWS));
    }

    private static KeyValueGroupedDataset<Row, Row> grouped(Dataset<Row> rows, StructType key, StructType content) {
        Column[] hashed = Stream.concat(Stream.of(col(HASH)), Stream.of(columns(key.fieldNames())))
                .toArray(Column[]::new);
        StructType hashedKey = new StructType().add(HASH, DataTypes.LongType);
        for (StructField field : key.fields()) {
            hashedKey = hashedKey.add(field);
        }
        return rows.withColumn(HASH, xxhash64(columns(key.fieldNames())))
                .groupBy(hashed)
                .as(Encoders.row(hashedKey), Encoders.row(content.add(HASH, DataTypes.LongType)));
    }

    private Dataset<Row> named(Dataset<Row> windows) {
        Column start = timestamp_micros(col("window"));
        return windows.withColumn("date", to_date(start))
                .withColumn("window_start", start)
                .withColumn("window_end", timestamp_micros(col("window").plus(lit(length.micros()))))
                .withColumn("window_seconds", lit((int) length.seconds()))
                .withColumn("long_flows", lit(longFlows.word()))
                .select(columns(TABLE.schema().fieldNames()));
    }

    private static long micros(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
    }

    private static Column[] columns(String... names) {
        Column[] columns = new Column[names.length];
        for (int i = 0; i < names.length; i++) {
            columns[i] = col(names[i]);
        }
        return columns;
    }

    private static List<ColumnSpec> specs() {
        List<ColumnSpec> columns = new ArrayList<>(KEYS);
        columns.addAll(Silence.COLUMNS);
        HostColumns.ALL.forEach(column -> columns.add(column.spec()));
        return columns;
    }
}
