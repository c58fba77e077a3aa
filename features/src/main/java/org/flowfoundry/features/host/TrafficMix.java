package org.flowfoundry.features.host;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Of which protocols a host's flows are, and which TCP flags they show. */
final class TrafficMix {

    /** The classes that shares are given for; numbers are IANA's. */
    static final int TCP = 0;

    static final int UDP = 1;
    static final int ICMP = 2;
    static final int OTHER = 3;

    /** Index of the count of TCP flows with SYN but without ACK; before it, the six flags of RFC 9293 by their bit. */
    static final int SYN_ONLY = 6;

    private static final int SYN_MASK = 0x02;
    private static final int ACK_MASK = 0x10;

    private final long[] flows = new long[4];
    /** Real numbers: they only serve shares, and hostile counters must not overflow. */
    private final double[] bytes = new double[4];

    private final long[] flags = new long[7];
    private long flagged;
    private KeyCounts protocols = new KeyCounts();

    void add(HostFlow flow) {
        int protocol = flow.protocol();
        if (protocol < 0) {
            return;
        }
        int kind = kind(protocol);
        flows[kind]++;
        bytes[kind] += flow.bytes() == null ? 0 : flow.bytes();
        protocols.add(protocol);
        if (kind == TCP && flow.tcpFlags() >= 0) {
            addFlags(flow.tcpFlags());
        }
    }

    void append(TrafficMix later) {
        addAll(flows, later.flows);
        for (int kind = 0; kind < bytes.length; kind++) {
            bytes[kind] += later.bytes[kind];
        }
        addAll(flags, later.flags);
        flagged += later.flagged;
        protocols.append(later.protocols);
    }

    KeyCounts protocols() {
        return protocols;
    }

    /** Share of the flows whose protocol is known, 0 to 1. */
    Double flowShare(int kind) {
        return share((double) flows[kind], (double) LongStream.of(flows).sum());
    }

    /** Share of the bytes, both directions, of flows whose protocol is known, 0 to 1. */
    Double byteShare(int kind) {
        return share(bytes[kind], DoubleStream.of(bytes).sum());
    }

    /** Share of the TCP flows with known flags that show this one, 0 to 1; by bit number, or {@link #SYN_ONLY}. */
    Double flagShare(int flag) {
        return share((double) flags[flag], (double) flagged);
    }

    void write(Output out) {
        for (int kind = 0; kind < flows.length; kind++) {
            out.writeVarLong(flows[kind], true);
            out.writeDouble(bytes[kind]);
        }
        for (long flag : flags) {
            out.writeVarLong(flag, true);
        }
        out.writeVarLong(flagged, true);
        protocols.write(out);
    }

    static TrafficMix read(Input in) {
        TrafficMix mix = new TrafficMix();
        for (int kind = 0; kind < mix.flows.length; kind++) {
            mix.flows[kind] = in.readVarLong(true);
            mix.bytes[kind] = in.readDouble();
        }
        for (int flag = 0; flag < mix.flags.length; flag++) {
            mix.flags[flag] = in.readVarLong(true);
        }
        mix.flagged = in.readVarLong(true);
        mix.protocols = KeyCounts.read(in);
        return mix;
    }

    private void addFlags(int seen) {
        flagged++;
        for (int bit = 0; bit < SYN_ONLY; bit++) {
            flags[bit] += seen >> bit & 1;
        }
        if ((seen & (SYN_MASK | ACK_MASK)) == SYN_MASK) {
            flags[SYN_ONLY]++;
        }
    }

    private static int kind(int protocol) {
        return switch (protocol) {
            case 6 -> TCP;
            case 17 -> UDP;
            case 1, 58 -> ICMP;
            default -> OTHER;
        };
    }

    private static Double share(double part, double all) {
        return all == 0 ? null : (Double) (part / all);
    }

    private static void addAll(long[] sums, long[] more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }
}
