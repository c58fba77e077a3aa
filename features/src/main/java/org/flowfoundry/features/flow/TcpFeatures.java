package org.flowfoundry.features.flow;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * TCP header flags (RFC 9293, RFC 3168) as columns, and what they say of the handshake. A flow record holds the union of
 * the flags of all its packets, so these are "seen at least once", not counts.
 */
final class TcpFeatures {

    private enum Flag {
        FIN(0x01),
        SYN(0x02),
        RST(0x04),
        PSH(0x08),
        ACK(0x10),
        URG(0x20),
        ECE(0x40),
        CWR(0x80);

        private final int mask;

        Flag(int mask) {
            this.mask = mask;
        }

        Column in(Column flags) {
            return flags.bitwiseAND(lit(mask)).notEqual(0);
        }
    }

    private static final Column FORWARD = tcpOnly("tcp_flags");
    private static final Column REVERSE = tcpOnly("reverse_tcp_flags");

    static final List<FlowFeature> ALL = all();

    private TcpFeatures() {}

    private static List<FlowFeature> all() {
        List<FlowFeature> features = new ArrayList<>();
        for (Flag flag : Flag.values()) {
            String name = flag.name().toLowerCase(Locale.ROOT);
            features.add(FlowFeature.flag("tcp_" + name, flag.in(FORWARD), flag + " seen; null if not TCP"));
            features.add(FlowFeature.flag(
                    "reverse_tcp_" + name, flag.in(REVERSE), flag + " seen in reverse; null if not TCP or one-way"));
        }
        features.add(FlowFeature.integer(
                "tcp_handshake",
                handshake(),
                "What the flags of both known directions say: 0 none of the below, 1 attempt (SYN without ACK, FIN or RST),"
                        + " 2 rejected (SYN and RST, not established), 3 established (SYN and ACK), 4 established and"
                        + " closed (and FIN), 5 established and reset (and RST), 6 middle of a connection (ACK without"
                        + " SYN); null if not TCP"));
        return List.copyOf(features);
    }

    /**
     * Established means an ACK of the side that sent the SYN where both directions are known (a refused SYN is answered by
     * RST and ACK together), and simply SYN and ACK where only one is.
     */
    private static Column handshake() {
        Column both = FORWARD.bitwiseOR(coalesce(REVERSE, lit(0)));
        Column syn = Flag.SYN.in(both);
        Column ack = Flag.ACK.in(both);
        Column fin = Flag.FIN.in(both);
        Column rst = Flag.RST.in(both);
        Column refused = coalesce(
                Flag.SYN
                        .in(FORWARD)
                        .and(Flag.ACK.in(FORWARD).equalTo(false))
                        .and(Flag.RST.in(REVERSE))
                        .and(Flag.SYN.in(REVERSE).equalTo(false)),
                lit(false));
        return when(FORWARD.isNull(), lit(null))
                .when(refused.or(syn.and(rst).and(ack.equalTo(false))), 2)
                .when(syn.and(ack).and(rst), 5)
                .when(syn.and(ack).and(fin), 4)
                .when(syn.and(ack), 3)
                .when(syn.and(fin.equalTo(false)), 1)
                .when(ack.and(syn.equalTo(false)), 6)
                .otherwise(0);
    }

    private static Column tcpOnly(String flags) {
        return when(col("protocol").equalTo(ProtocolFeatures.TCP), col(flags).cast(DataTypes.IntegerType));
    }
}
