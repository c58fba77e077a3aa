package org.flowfoundry.etl.decode;

import java.io.Serializable;

/**
 * A part of a file that can be decoded by itself: the units (blocks, lines) that begin at an offset in [start, end).
 *
 * @param start byte offset of the first unit, 0 for a file's first split (which includes its header)
 * @param end byte offset behind the last unit's first byte; {@link Long#MAX_VALUE} for the rest of the file
 * @param firstRecord number of the split's first record in the file
 */
public record Split(long start, long end, long firstRecord) implements Serializable {

    /** A file as one split. */
    public static final Split WHOLE = new Split(0, Long.MAX_VALUE, 0);

    public boolean isFirst() {
        return start == 0;
    }
}
