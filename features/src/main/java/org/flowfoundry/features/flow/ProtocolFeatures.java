package org.flowfoundry.features.flow;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** Protocol, type of service and ICMP. Numbers are IANA's. */
final class ProtocolFeatures {

    static final int TCP = 6;
    private static final int ICMP = 1;
    private static final int UDP = 17;
    private static final int ICMP6 = 58;

    private static final Column PROTOCOL = col("protocol");
    private static final int ECN_MASK = 0x03;

    static final List<FlowFeature> ALL = List.of(
            FlowFeature.same("protocol", DataTypes.IntegerType, "IP protocol number (IE 4)"),
            FlowFeature.flag("is_tcp", PROTOCOL.equalTo(TCP), "protocol is 6"),
            FlowFeature.flag("is_udp", PROTOCOL.equalTo(UDP), "protocol is 17"),
            FlowFeature.flag("is_icmp", PROTOCOL.isin(ICMP, ICMP6), "protocol is 1 or 58"),
            FlowFeature.flag(
                    "is_other_protocol",
                    PROTOCOL.isin(ICMP, TCP, UDP, ICMP6).equalTo(false),
                    "protocol is none of 1, 6, 17, 58"),
            FlowFeature.integer("dscp", shiftright(col("tos"), 2), "Upper six bits of tos (RFC 2474)"),
            FlowFeature.integer("ecn", col("tos").bitwiseAND(lit(ECN_MASK)), "Lower two bits of tos (RFC 3168)"),
            FlowFeature.same("icmp_type", DataTypes.IntegerType, "ICMP type; null if not ICMP"),
            FlowFeature.same("icmp_code", DataTypes.IntegerType, "ICMP code; null if not ICMP"));

    private ProtocolFeatures() {}
}
