package org.flowfoundry.etl.decode.netflow;

import org.flowfoundry.etl.decode.capture.NetworkBytes;

/** Walks the sets of a v9 or IPFIX message. */
final class SetCursor {

    private static final int HEADER = 4;

    private byte[] bytes;
    private Dialect dialect;
    private int next;
    private int limit;

    private int id;
    private int start;
    private int end;
    private int missing;
    private String problem;

    /** Begins with the sets between two indices. */
    void reset(Dialect messageDialect, byte[] source, int from, int to) {
        dialect = messageDialect;
        bytes = source;
        next = from;
        limit = to;
        problem = null;
        missing = 0;
    }

    /** Moves to the next set; false behind the last, or before one that cannot be. */
    boolean next() {
        if (limit - next < HEADER) {
            return stop(limit == next || isZero(bytes, next, limit) ? null : "Bytes left behind the last set");
        }
        id = NetworkBytes.u16(bytes, next);
        int length = NetworkBytes.u16(bytes, next + 2);
        if (id == 0 && length == 0 && isZero(bytes, next, limit)) {
            return stop(null); // exporters pad datagrams with zeros
        }
        if (length < HEADER) {
            return stop("Set " + id + " has the impossible length " + length);
        }
        if (!dialect.allowsSet(id)) {
            return stop("Set has the reserved id " + id);
        }
        start = next + HEADER;
        end = Math.min(next + length, limit);
        missing = next + length - end;
        next = end;
        return true;
    }

    private boolean stop(String why) {
        problem = why;
        return false;
    }

    /** Whether all bytes between two indices are zero, as padding is. */
    static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    int id() {
        return id;
    }

    /** Where the set's content begins. */
    int start() {
        return start;
    }

    /** Where the set's content ends, as far as it is there. */
    int end() {
        return end;
    }

    /** How many bytes of the set are not there. */
    int missing() {
        return missing;
    }

    /** Where the next set would begin. */
    int position() {
        return next;
    }

    /** Why there is no next set although bytes are left; null where none are, or padding. */
    String problem() {
        return problem;
    }
}
