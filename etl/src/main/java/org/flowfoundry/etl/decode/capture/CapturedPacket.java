package org.flowfoundry.etl.decode.capture;

/** One packet of a capture, filled anew by each {@link CaptureReader#next}. Its bytes are the reader's own buffer. */
public final class CapturedPacket {

    /** The time of a packet whose record carries none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    byte[] bytes;
    int offset;
    int length;
    long originalLength;
    long timeNanos;
    int linkType;
    long fileOffset;

    public byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes()} the link-layer header begins. */
    public int offset() {
        return offset;
    }

    /** The captured length in bytes. */
    public int length() {
        return length;
    }

    /** The length on the wire in bytes. */
    public long originalLength() {
        return originalLength;
    }

    /** Nanoseconds since 1970-01-01T00:00:00Z, or {@link #NO_TIME}. */
    public long timeNanos() {
        return timeNanos;
    }

    /** The LINKTYPE_ value of the capture's interface. */
    public int linkType() {
        return linkType;
    }

    /** Byte offset in the file of the packet's first byte. */
    public long fileOffset() {
        return fileOffset;
    }
}
