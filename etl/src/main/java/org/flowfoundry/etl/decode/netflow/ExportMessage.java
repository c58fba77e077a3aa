package org.flowfoundry.etl.decode.netflow;

import org.flowfoundry.etl.decode.capture.NetworkBytes;

/** One message at hand, filled anew for each. Its bytes are its source's own buffer. */
final class ExportMessage {

    byte[] bytes;
    int start;
    int end;
    /** Where the message should end by its own header or its datagram's; behind {@link #end} where it was cut short. */
    int declaredEnd;
    /** Offset in the file of the byte at index 0 of {@link #bytes}. */
    long fileOrigin;

    Dialect dialect;
    ObservationDomain domain;
    int sourcePort;
    /** Microseconds since 1970 at which the message was captured; {@link Long#MIN_VALUE} where that is not known. */
    long receivedMicros;

    /** Milliseconds that the exporter had been up; v5 and v9. */
    long sysUptime;
    /** The exporter's clock in microseconds since 1970; 0 where it was not set. */
    long exportMicros;

    long sequence;
    /** The header's record count; v5 and v9. */
    int count;
    /** The 16-bit sampling field of v5. */
    int v5Sampling;

    /** Takes the bytes of a message whose shape {@link MessageShape} has found good, and reads its header. */
    void set(byte[] source, int from, int to, int declaredTo, long origin, Exporter exporter, int port, long received) {
        bytes = source;
        start = from;
        end = to;
        declaredEnd = declaredTo;
        fileOrigin = origin;
        sourcePort = port;
        receivedMicros = received;
        dialect = Dialect.ofVersion(NetworkBytes.u16(source, from));
        switch (dialect) {
            case V5 -> readV5(exporter);
            case V9 -> readV9(exporter);
            case IPFIX -> readIpfix(exporter);
        }
    }

    private void readV5(Exporter exporter) {
        count = NetworkBytes.u16(bytes, start + 2);
        sysUptime = NetworkBytes.u32(bytes, start + 4);
        long seconds = NetworkBytes.u32(bytes, start + 8);
        long nanos = NetworkBytes.u32(bytes, start + 12);
        exportMicros = seconds == 0 ? 0 : seconds * 1_000_000 + (nanos < 1_000_000_000 ? nanos / 1_000 : 0);
        sequence = NetworkBytes.u32(bytes, start + 16);
        domain = new ObservationDomain(exporter, dialect, NetworkBytes.u16(bytes, start + 20));
        v5Sampling = NetworkBytes.u16(bytes, start + 22);
    }

    private void readV9(Exporter exporter) {
        count = NetworkBytes.u16(bytes, start + 2);
        sysUptime = NetworkBytes.u32(bytes, start + 4);
        exportMicros = NetworkBytes.u32(bytes, start + 8) * 1_000_000;
        sequence = NetworkBytes.u32(bytes, start + 12);
        domain = new ObservationDomain(exporter, dialect, NetworkBytes.u32(bytes, start + 16));
    }

    private void readIpfix(Exporter exporter) {
        exportMicros = NetworkBytes.u32(bytes, start + 4) * 1_000_000;
        sequence = NetworkBytes.u32(bytes, start + 8);
        domain = new ObservationDomain(exporter, dialect, NetworkBytes.u32(bytes, start + 12));
    }

    /** Where the first set, or the first v5 record, begins. */
    int bodyStart() {
        return start + dialect.headerLength();
    }

    /** The offset in the file of an index in {@link #bytes}. */
    long fileOffset(int at) {
        return fileOrigin + at;
    }

    boolean isCut() {
        return declaredEnd > end;
    }
}
