package org.flowfoundry.features.flow;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.try_add;
import static org.apache.spark.sql.functions.when;
import static org.flowfoundry.features.flow.FlowFeature.count;
import static org.flowfoundry.features.flow.FlowFeature.ratio;
import static org.flowfoundry.features.flow.FlowFeature.real;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** Packets and bytes: per direction, together, per second, and scaled by sampling. */
final class CounterFeatures {

    private static final Column PACKETS = col("packets");
    private static final Column BYTES = col("bytes");
    private static final Column REVERSE_PACKETS = col("reverse_packets");
    private static final Column REVERSE_BYTES = col("reverse_bytes");
    private static final Column ALL_PACKETS = try_add(PACKETS, coalesce(REVERSE_PACKETS, lit(0L)));
    private static final Column ALL_BYTES = try_add(BYTES, coalesce(REVERSE_BYTES, lit(0L)));
    private static final Column INTERVAL =
            when(col("sampling_interval").geq(1), col("sampling_interval").cast(DataTypes.DoubleType));

    static final List<FlowFeature> ALL = List.of(
            count("packets", PACKETS, "Packets as exported, forward direction (IE 2)"),
            count("bytes", BYTES, "Bytes as exported, forward direction (IE 1)"),
            real("log1p_packets", log1p(PACKETS), "ln(1 + packets)"),
            real("log1p_bytes", log1p(BYTES), "ln(1 + bytes)"),
            real("bytes_per_packet", ratio(BYTES, PACKETS), "bytes / packets; null if packets is 0"),
            real(
                    "bits_per_second",
                    ratio(BYTES.multiply(lit(8.0)), TimeFeatures.DURATION),
                    "8 * bytes / duration_s; null if duration_s is 0"),
            real(
                    "packets_per_second",
                    ratio(PACKETS, TimeFeatures.DURATION),
                    "packets / duration_s; null if duration_s is 0"),
            count("reverse_packets", REVERSE_PACKETS, "Packets of the reverse direction; null if one-way"),
            count("reverse_bytes", REVERSE_BYTES, "Bytes of the reverse direction; null if one-way"),
            real("log1p_reverse_packets", log1p(REVERSE_PACKETS), "ln(1 + reverse_packets)"),
            real("log1p_reverse_bytes", log1p(REVERSE_BYTES), "ln(1 + reverse_bytes)"),
            real(
                    "reverse_bytes_per_packet",
                    ratio(REVERSE_BYTES, REVERSE_PACKETS),
                    "reverse_bytes / reverse_packets; null if reverse_packets is 0"),
            count(
                    "total_packets",
                    ALL_PACKETS,
                    "packets + reverse_packets, the latter as 0 if one-way; null beyond 2^63"),
            count("total_bytes", ALL_BYTES, "bytes + reverse_bytes, the latter as 0 if one-way; null beyond 2^63"),
            real(
                    "forward_packet_share",
                    ratio(PACKETS, sum(PACKETS, REVERSE_PACKETS)),
                    "packets / (packets + reverse_packets), 0 to 1; null if one-way or no packet at all"),
            real(
                    "forward_byte_share",
                    ratio(BYTES, sum(BYTES, REVERSE_BYTES)),
                    "bytes / (bytes + reverse_bytes), 0 to 1; null if one-way or no byte at all"),
            real(
                    "scaled_packets",
                    PACKETS.multiply(INTERVAL),
                    "packets * sampling_interval: estimate before sampling; null if the interval is not known"),
            real(
                    "scaled_bytes",
                    BYTES.multiply(INTERVAL),
                    "bytes * sampling_interval: estimate before sampling; null if the interval is not known"));

    private CounterFeatures() {}

    /** As a real number: a hostile counter must not overflow. */
    private static Column sum(Column forward, Column reverse) {
        return forward.cast(DataTypes.DoubleType).plus(reverse);
    }
}
