package org.flowfoundry.etl.decode.capture;

import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts IP fragments together (RFC 791, RFC 8200 section 4.5). Holds few datagrams; the eldest makes room for the next. */
final class FragmentBuffer {

    private static final int MAXIMUM_ASSEMBLIES = 64;
    private static final int MAXIMUM_LENGTH = 65_535;

    private final Map<Key, Assembly> assemblies = new LinkedHashMap<>();

    /** What the fragments of one datagram share. */
    record Key(
            boolean ipv6,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            long identification) {}

    /** Adds a fragment. Returns a datagram that is complete now, or an incomplete one that had to make room, or null. */
    Assembly add(IpPacket ip, CapturedPacket packet) {
        if (ip.fragmentOffset + ip.payloadLength > MAXIMUM_LENGTH) {
            return null;
        }
        Key key =
                new Key(ip.ipv6, ip.sourceHigh, ip.sourceLow, ip.destinationHigh, ip.destinationLow, ip.identification);
        Assembly assembly = assemblies.computeIfAbsent(key, Assembly::new);
        assembly.add(ip, packet);
        if (assembly.isComplete()) {
            return assemblies.remove(key);
        }
        return assemblies.size() > MAXIMUM_ASSEMBLIES ? removeEldest() : null;
    }

    /** Takes the datagram out that has waited longest; null where none waits. */
    Assembly removeEldest() {
        Iterator<Assembly> all = assemblies.values().iterator();
        if (!all.hasNext()) {
            return null;
        }
        Assembly eldest = all.next();
        all.remove();
        return eldest;
    }

    /** A datagram in the making. */
    static final class Assembly {

        private final Key key;
        private final BitSet present = new BitSet();
        private byte[] bytes = new byte[4096];
        private int length = -1;
        private int highest;
        private long timeNanos;
        private long fileOffset;

        private Assembly(Key key) {
            this.key = key;
        }

        private void add(IpPacket ip, CapturedPacket packet) {
            int end = ip.fragmentOffset + ip.payloadCaptured;
            if (end > bytes.length) {
                bytes = java.util.Arrays.copyOf(bytes, Math.min(MAXIMUM_LENGTH, Math.max(end, bytes.length * 2)));
            }
            System.arraycopy(ip.bytes, ip.payload, bytes, ip.fragmentOffset, ip.payloadCaptured);
            present.set(ip.fragmentOffset, end);
            highest = Math.max(highest, ip.fragmentOffset + ip.payloadLength);
            if (!ip.moreFragments) {
                length = ip.fragmentOffset + ip.payloadLength;
            }
            timeNanos = packet.timeNanos();
            fileOffset = packet.fileOffset() + ip.payload - packet.offset();
        }

        private boolean isComplete() {
            return length >= 0 && contiguous() >= length;
        }

        Key key() {
            return key;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Bytes present from the datagram's beginning on, without a gap. */
        int contiguous() {
            return present.nextClearBit(0);
        }

        /** The datagram's length as far as it is known. */
        int length() {
            return Math.max(length, highest);
        }

        long timeNanos() {
            return timeNanos;
        }

        long fileOffset() {
            return fileOffset;
        }
    }
}
