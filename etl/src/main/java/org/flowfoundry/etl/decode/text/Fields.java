package org.flowfoundry.etl.decode.text;

/** A line cut into fields: field {@code i} is {@code bytes()[start(i), end(i))}. Used again from line to line. */
public final class Fields {

    /** The most fields of a record; more are counted, not kept. */
    public static final int MOST = 512;

    private final int[] starts = new int[MOST];
    private final int[] ends = new int[MOST];
    private byte[] bytes;
    private byte[] unquoted = new byte[1024];
    private int count;

    /** Cuts at every separator. */
    public void cut(LineReader line, byte separator) {
        bytes = line.bytes();
        count = 0;
        int from = line.start();
        for (int i = from; i < line.end(); i++) {
            if (bytes[i] == separator) {
                add(from, i);
                from = i + 1;
            }
        }
        add(from, line.end());
    }

    /** Cuts at commas as RFC 4180 has it, within one line: quoted fields may hold commas, and quotes as pairs. */
    public void cutCsv(LineReader line) {
        bytes = line.bytes();
        for (int i = line.start(); i < line.end(); i++) {
            if (bytes[i] == '"') {
                cutQuoted(line);
                return;
            }
        }
        cut(line, (byte) ',');
    }

    private void cutQuoted(LineReader line) {
        if (unquoted.length < line.length()) {
            unquoted = new byte[line.length()];
        }
        count = 0;
        int from = 0;
        int to = 0;
        boolean quoted = false;
        for (int i = line.start(); i < line.end(); i++) {
            byte b = bytes[i];
            if (b == '"' && quoted && i + 1 < line.end() && bytes[i + 1] == '"') {
                unquoted[to++] = b;
                i++;
            } else if (b == '"') {
                quoted = !quoted;
            } else if (b == ',' && !quoted) {
                add(from, to);
                from = to;
            } else {
                unquoted[to++] = b;
            }
        }
        add(from, to);
        bytes = unquoted;
    }

    private void add(int from, int to) {
        if (count < MOST) {
            starts[count] = from;
            ends[count] = to;
        }
        count++;
    }

    /** The number of fields in the line, which may be more than {@link #MOST}. */
    public int count() {
        return count;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int start(int field) {
        return starts[field];
    }

    public int end(int field) {
        return ends[field];
    }

    /** Leaves blanks at both ends of a field out. */
    public void trim(int field) {
        while (starts[field] < ends[field] && isBlank(bytes[starts[field]])) {
            starts[field]++;
        }
        while (starts[field] < ends[field] && isBlank(bytes[ends[field] - 1])) {
            ends[field]--;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
