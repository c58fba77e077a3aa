package org.flowfoundry.etl.decode.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines as slices of a buffer: after {@link #next()} the line is {@code bytes()[start(), end())}, until the next call.
 * A line ends with LF, CR LF, or the stream; a byte order mark at the beginning of a file belongs to no line. Of a line longer
 * than {@link #LONGEST} only a beginning is kept, and {@link #isTooLong()} says so. Bytes are not looked at otherwise.
 */
public final class LineReader implements Closeable {

    /** The most bytes of a line; a buffer grows to twice as much at most. */
    public static final int LONGEST = 1 << 20;

    private static final int INITIAL_BUFFER = 1 << 18;

    /** What is kept of a line that is too long. */
    private static final int KEPT = 4096;

    private final InputStream in;
    private byte[] buffer = new byte[INITIAL_BUFFER];
    /** Where the next line begins in the buffer, and where the read bytes end. */
    private int next;

    private int limit;
    /** The file offset of the buffer's first byte. */
    private long base;

    private int start;
    private int end;
    private long offset;
    private boolean tooLong;

    /** @param offset where in its file the stream begins, the beginning of a line */
    public LineReader(InputStream in, long offset) {
        this.in = in;
        this.base = offset;
    }

    /** Goes to the next line; false at the end. */
    public boolean next() throws IOException {
        start = next;
        offset = base + start;
        tooLong = false;
        int newline = findNewline();
        if (newline < 0) {
            if (start == limit) {
                return false;
            }
            newline = limit;
        }
        if (tooLong) {
            return true;
        }
        next = Math.min(newline + 1, limit);
        tooLong = newline - start > LONGEST;
        end = tooLong ? start + KEPT : newline;
        if (end > start && end < limit && buffer[end - 1] == '\r') {
            end--;
        }
        if (offset == 0) {
            skipByteOrderMark();
        }
        return true;
    }

    /** The index of the LF that ends the line from {@code start} on; -1 where the stream ends first. */
    private int findNewline() throws IOException {
        int from = start;
        while (true) {
            for (int i = from; i < limit; i++) {
                if (buffer[i] == '\n') {
                    return i;
                }
            }
            if (limit - start > LONGEST) {
                skipRestOfLine();
                return limit;
            }
            int scanned = limit - start;
            if (!fill()) {
                return -1;
            }
            from = start + scanned;
        }
    }

    /** Reads more behind the line so far, which moves to the front of the buffer first where there is no room. */
    private boolean fill() throws IOException {
        if (limit == buffer.length) {
            int length = limit - start;
            byte[] target = length > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
            System.arraycopy(buffer, start, target, 0, length);
            buffer = target;
            base += start;
            start = 0;
            next = 0;
            limit = length;
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count <= 0) {
            return false;
        }
        limit += count;
        return true;
    }

    /** Keeps the line's beginning at the front of the buffer, and reads on to its end behind that. */
    private void skipRestOfLine() throws IOException {
        tooLong = true;
        byte[] kept = Arrays.copyOfRange(buffer, start, start + KEPT);
        long skipped = base + limit;
        int newline = -1;
        int count = 0;
        while (newline < 0) {
            skipped += count;
            count = in.read(buffer, kept.length, buffer.length - kept.length);
            if (count <= 0) {
                count = 0;
                break;
            }
            newline = indexOfNewline(kept.length, kept.length + count);
        }
        System.arraycopy(kept, 0, buffer, 0, kept.length);
        base = skipped - kept.length;
        start = 0;
        end = kept.length;
        limit = kept.length + count;
        next = newline < 0 ? limit : newline + 1;
    }

    private int indexOfNewline(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void skipByteOrderMark() {
        if (end - start >= 3
                && buffer[start] == (byte) 0xef
                && buffer[start + 1] == (byte) 0xbb
                && buffer[start + 2] == (byte) 0xbf) {
            start += 3;
        }
    }

    /** The buffer that holds the line. */
    public byte[] bytes() {
        return buffer;
    }

    public int start() {
        return start;
    }

    /** Behind the line's last byte, its line end not included. */
    public int end() {
        return end;
    }

    public int length() {
        return end - start;
    }

    /** Where the line begins in its file. */
    public long offset() {
        return offset;
    }

    /** Where the next line begins in the file. */
    public long nextOffset() {
        return base + next;
    }

    public boolean isTooLong() {
        return tooLong;
    }

    /** Whether the line holds nothing but blanks. */
    public boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
