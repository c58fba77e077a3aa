package org.flowfoundry.features.host;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.features.WindowLength;

/** Flows as their hosts see them: two rows per flow and window, with the columns of {@link HostFlow#SCHEMA}. */
final class HostFlows {

    /**
     * The most windows a prorated flow is shared among, and never more than a day's: a flow that claims to last longer is
     * taken to end there. Bounds the rows that one (damaged or hostile) record can make.
     */
    static final int MOST_WINDOWS = 288;

    private static final long SLICE_SECONDS = 60;
    private static final int MOST_SLICES = 64;

    private final WindowLength length;
    private final LongFlows longFlows;

    HostFlows(WindowLength length, LongFlows longFlows) {
        this.length = length;
        this.longFlows = longFlows;
    }

    /** Slices that a window is computed in: a function of its length alone, so that results are too. */
    static int slices(WindowLength length) {
        return (int) Math.max(1, Math.min(MOST_SLICES, length.seconds() / SLICE_SECONDS));
    }

    /**
     * The flows with the window, or windows, each belongs to: {@code window}, microseconds since 1970, and the shares of its
     * counters that lie before the window's start and end. Leaves out flows without a start.
     */
    Dataset<Row> placed(Dataset<Row> flows) {
        Dataset<Row> timed = flows.where(col("flow_start").isNotNull())
                .withColumn("start", unix_micros(col("flow_start")))
                .withColumn("window", windowOf(col("start")));
        return longFlows == LongFlows.FIRST ? whole(timed) : prorated(timed);
    }

    /** Placed flows, once for each of their hosts. Leaves out ends without an address. */
    Dataset<Row> of(Dataset<Row> placed) {
        return placed.withColumn("time", greatest(col("start"), col("window")))
                .withColumn("starts", col("start").geq(col("window")))
                .select(
                        col("domain"),
                        explode(array(asSource(), asDestination())).as("host_flow"))
                .select(col("domain"), col("host_flow.*"))
                .where(col("host").isNotNull())
                .withColumn("slice", slice())
                .select(Stream.of(HostFlow.SCHEMA.fieldNames())
                        .map(name -> col(name))
                        .toArray(Column[]::new));
    }

    private Column windowOf(Column micros) {
        return micros.minus(pmod(micros, lit(length.micros())));
    }

    private Column slice() {
        return col("time")
                .minus(col("window"))
                .multiply(lit((long) slices(length)))
                .divide(lit((double) length.micros()))
                .cast(DataTypes.IntegerType);
    }

    private static Dataset<Row> whole(Dataset<Row> timed) {
        return timed.withColumn("part_from", lit(0.0)).withColumn("part_to", lit(1.0));
    }

    /** One row per window the flow overlaps, with the share of the flow's time before and up to the window's end. */
    private Dataset<Row> prorated(Dataset<Row> timed) {
        long micros = length.micros();
        long most = Math.min(MOST_WINDOWS, length.perDay());
        Column exported = coalesce(
                unix_micros(col("flow_end")),
                col("start")
                        .plus(least(greatest(col("duration_ms"), lit(0L)), lit(most * micros / 1000))
                                .multiply(lit(1000L))),
                col("start"));
        Column end = least(greatest(exported, col("start")), col("window").plus(lit(most * micros)));
        Column lastMicro = greatest(col("end").minus(lit(1L)), col("start"));
        Column windows = windowOf(lastMicro).minus(col("window")).divide(lit((double) micros));
        return timed.withColumn("end", end)
                .withColumn("first_window", col("window"))
                .withColumn("index", explode(sequence(lit(0L), windows.cast(DataTypes.LongType))))
                .withColumn("window", col("first_window").plus(col("index").multiply(lit(micros))))
                .withColumn("part_from", elapsedAt(col("window")))
                .withColumn("part_to", elapsedAt(col("window").plus(lit(micros))));
    }

    /** The share of the flow's time that lies before a moment, 0 to 1; all of it for a flow without extent. */
    private static Column elapsedAt(Column micros) {
        Column share =
                micros.minus(col("start")).divide(col("end").minus(col("start")).cast(DataTypes.DoubleType));
        return when(micros.geq(col("end")), lit(1.0))
                .when(micros.leq(col("start")), lit(0.0))
                .otherwise(share);
    }

    private static Column asSource() {
        return host(true, "source_address", "destination_address", "", "reverse_");
    }

    private static Column asDestination() {
        return host(false, "destination_address", "source_address", "reverse_", "");
    }

    private static Column host(boolean asSource, String host, String peer, String out, String in) {
        Column isTcp = col("protocol").equalTo(6).and(col("tcp_flags").isNotNull());
        Column flags = col("tcp_flags").bitwiseOR(coalesce(col("reverse_tcp_flags"), lit(0)));
        return struct(
                col(host).as("host"),
                col("window"),
                col("time"),
                col("starts"),
                lit(asSource).as("as_source"),
                xxhash64(col(peer)).as("peer"),
                orNone("source_port"),
                orNone("destination_port"),
                orNone("protocol"),
                when(isTcp, flags).otherwise(lit(-1)).as("tcp_flags"),
                coalesce(col("duration_ms"), lit(-1L)).as("duration_ms"),
                part(out + "packets").as("packets_out"),
                part(in + "packets").as("packets_in"),
                part(out + "bytes").as("bytes_out"),
                part(in + "bytes").as("bytes_in"),
                coalesce(col("quality_flags"), lit(0)).as("quality_flags"));
    }

    private static Column orNone(String number) {
        return coalesce(col(number), lit(-1)).as(number);
    }

    /** The window's part of a counter, whole: parts of consecutive windows add up to the counter. */
    private static Column part(String counter) {
        return upTo(counter, col("part_to")).minus(upTo(counter, col("part_from")));
    }

    private static Column upTo(String counter, Column share) {
        return when(share.geq(lit(1.0)), col(counter))
                .otherwise(floor(col(counter).multiply(share)));
    }
}
