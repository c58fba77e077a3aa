package org.flowfoundry.features.host;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A flow as one of its two hosts sees it, within one window.
 *
 * @param time microseconds since 1970 within the window: the flow's start, or the window's where the flow began before
 * @param starts whether the flow starts in this window, which is false only for the later windows of a prorated flow
 * @param peer hash of the other host's address
 * @param sourcePort of the flow, not of the host; -1 where there is none, as for the other numbers
 * @param tcpFlags union of both directions' flags where the flow is TCP, else -1
 */
record HostFlow(
        long time,
        boolean starts,
        boolean asSource,
        long peer,
        int sourcePort,
        int destinationPort,
        int protocol,
        int tcpFlags,
        long durationMs,
        Long packetsOut,
        Long packetsIn,
        Long bytesOut,
        Long bytesIn,
        int qualityFlags) {

    /** The columns that {@link HostFlows} makes: where the flow belongs, and then the components of this record. */
    static final StructType SCHEMA = new StructType()
            .add("domain", DataTypes.StringType)
            .add("host", DataTypes.StringType)
            .add("window", DataTypes.LongType)
            .add("slice", DataTypes.IntegerType)
            .add("time", DataTypes.LongType)
            .add("starts", DataTypes.BooleanType)
            .add("as_source", DataTypes.BooleanType)
            .add("peer", DataTypes.LongType)
            .add("source_port", DataTypes.IntegerType)
            .add("destination_port", DataTypes.IntegerType)
            .add("protocol", DataTypes.IntegerType)
            .add("tcp_flags", DataTypes.IntegerType)
            .add("duration_ms", DataTypes.LongType)
            .add("packets_out", DataTypes.LongType)
            .add("packets_in", DataTypes.LongType)
            .add("bytes_out", DataTypes.LongType)
            .add("bytes_in", DataTypes.LongType)
            .add("quality_flags", DataTypes.IntegerType);

    private static final int FIRST_FIELD = SCHEMA.fieldIndex("time");

    static HostFlow of(Row row) {
        int i = FIRST_FIELD;
        return new HostFlow(
                row.getLong(i++),
                row.getBoolean(i++),
                row.getBoolean(i++),
                row.getLong(i++),
                row.getInt(i++),
                row.getInt(i++),
                row.getInt(i++),
                row.getInt(i++),
                row.getLong(i++),
                (Long) row.get(i++),
                (Long) row.get(i++),
                (Long) row.get(i++),
                (Long) row.get(i++),
                row.getInt(i));
    }

    /** Bytes of both directions, as far as known; null where neither is. */
    Long bytes() {
        if (bytesOut == null || bytesIn == null) {
            return bytesOut == null ? bytesIn : bytesOut;
        }
        long sum = bytesOut + bytesIn;
        return sum < 0 ? Long.MAX_VALUE : (Long) sum;
    }
}
