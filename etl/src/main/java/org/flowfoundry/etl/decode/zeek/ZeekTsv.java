package org.flowfoundry.etl.decode.zeek;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.text.Field;
import org.flowfoundry.etl.decode.text.Fields;
import org.flowfoundry.etl.decode.text.LineReader;

/** Decodes the tab-separated records under one header. */
final class ZeekTsv {

    private final String problem;
    private final byte separator;
    private final byte[] unset;
    private final byte[] empty;
    private final Field[][] columns;
    private final Fields fields = new Fields();

    ZeekTsv(ZeekHeader header) {
        this.problem = header.problem().orElse(null);
        this.separator = (byte) header.separator();
        this.unset = header.unset().getBytes(StandardCharsets.UTF_8);
        this.empty = header.empty().getBytes(StandardCharsets.UTF_8);
        this.columns = header.columns().stream().map(ZeekTsv::fields).toArray(Field[][]::new);
    }

    private static Field[] fields(List<String> names) {
        return names.stream().map(ZeekFields::named).toArray(Field[]::new);
    }

    /** Fills the batch's current row; the reason where that cannot be. */
    String decode(LineReader line, FlowBatch batch) {
        if (problem != null) {
            return problem;
        }
        fields.cut(line, separator);
        if (fields.count() != columns.length) {
            return "Row of " + fields.count() + " columns under a header of " + columns.length;
        }
        for (int i = 0; i < columns.length; i++) {
            Field bad = put(columns[i], fields.start(i), fields.end(i), batch);
            if (bad != null) {
                return "Bad value in " + bad.name();
            }
        }
        return ZeekRow.complete(batch);
    }

    /** Puts a column's fields, which have blanks between them where they are several; gives back one that is bad. */
    private Field put(Field[] column, int start, int end, FlowBatch batch) {
        byte[] bytes = fields.bytes();
        int from = start;
        for (int i = 0; i < column.length - 1; i++) {
            int to = from;
            while (to < end && bytes[to] != ' ') {
                to++;
            }
            if (!put(column[i], from, to, batch)) {
                return column[i];
            }
            from = to;
            while (from < end && bytes[from] == ' ') {
                from++;
            }
        }
        Field last = column[column.length - 1];
        return put(last, from, end, batch) ? null : last;
    }

    private boolean put(Field field, int from, int to, FlowBatch batch) {
        byte[] bytes = fields.bytes();
        if (from == to || is(unset, bytes, from, to)) {
            return true;
        }
        return is(empty, bytes, from, to) ? field.parse(bytes, from, from, batch) : field.parse(bytes, from, to, batch);
    }

    private static boolean is(byte[] word, byte[] bytes, int from, int to) {
        return to - from == word.length && Arrays.equals(word, 0, word.length, bytes, from, to);
    }
}
