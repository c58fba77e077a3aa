package org.flowfoundry.etl.decode.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream whose next bytes lie in one array, so that a reader can look at them before it takes them, and need not copy.
 * Bytes stay where they are until the next {@link #fill(int)}.
 */
public final class LookAhead implements Closeable {

    private final InputStream in;
    private final byte[] bytes;
    private int at;
    private int end;
    private long position;
    private boolean ended;

    /** @param capacity how far one can look ahead, in bytes */
    public LookAhead(InputStream in, int capacity) {
        this.in = in;
        this.bytes = new byte[capacity];
    }

    /**
     * Makes the next bytes available.
     *
     * @param wanted how many, at most the capacity
     * @return how many there are from {@link #at()} on: fewer than wanted only before the end of the stream
     */
    public int fill(int wanted) throws IOException {
        if (end - at >= wanted || ended) {
            return end - at;
        }
        if (at + wanted > bytes.length) {
            System.arraycopy(bytes, at, bytes, 0, end - at);
            end -= at;
            at = 0;
        }
        while (end - at < wanted && !ended) {
            int read = in.read(bytes, end, bytes.length - end);
            if (read < 0) {
                ended = true;
            } else {
                end += read;
            }
        }
        return end - at;
    }

    /** The array that holds the available bytes. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes()} the next byte lies. */
    public int at() {
        return at;
    }

    /** Where in the stream the next byte lies. */
    public long position() {
        return position;
    }

    /** The most that {@link #fill(int)} can be asked for. */
    public int capacity() {
        return bytes.length;
    }

    /** Takes bytes that are available. */
    public void take(int count) {
        at += count;
        position += count;
    }

    /**
     * Takes bytes whether or not they are available.
     *
     * @return how many there were: fewer than asked for only at the end of the stream
     */
    public long skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            int step = (int) Math.min(left, fill(1));
            if (step == 0) {
                break;
            }
            take(step);
            left -= step;
        }
        return count - left;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
