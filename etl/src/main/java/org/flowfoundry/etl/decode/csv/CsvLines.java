package org.flowfoundry.etl.decode.csv;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.text.Field;
import org.flowfoundry.etl.decode.text.Fields;
import org.flowfoundry.etl.decode.text.LineDecoder;
import org.flowfoundry.etl.decode.text.LineReader;

/** The lines below a header. */
final class CsvLines implements LineDecoder {

    private static final int LONGEST_MISSING = "-infinity".length();

    private final CsvHeader header;
    private final CsvRow row;
    private final String problem;
    private final Field[] columns;
    private final Fields fields = new Fields();

    /** @param problem why no line can be read; null where they can */
    CsvLines(CsvHeader header, CsvRow row, String problem) {
        this.header = header;
        this.row = row;
        this.problem = problem;
        this.columns = header.names().stream().map(row::column).toArray(Field[]::new);
    }

    @Override
    public boolean isRecord(LineReader line) {
        return !line.isBlank() && !header.isRepeatedBy(line);
    }

    @Override
    public String decode(LineReader line, FlowBatch batch) {
        if (problem != null) {
            return problem;
        }
        fields.cutCsv(line);
        if (fields.count() != columns.length) {
            return "Row of " + fields.count() + " columns under a header of " + columns.length;
        }
        row.begin();
        for (int i = 0; i < columns.length; i++) {
            fields.trim(i);
            if (!isMissing(i) && !columns[i].parse(fields.bytes(), fields.start(i), fields.end(i), batch)) {
                return "Bad value in " + columns[i].name();
            }
        }
        return row.complete(batch);
    }

    /** Whether a field is empty, not a number, or infinite. */
    private boolean isMissing(int field) {
        int from = fields.start(field);
        int length = fields.end(field) - from;
        if (length == 0) {
            return true;
        }
        byte first = fields.bytes()[from];
        if ((first >= '0' && first <= '9') || length > LONGEST_MISSING) {
            return false;
        }
        String text = new String(fields.bytes(), from, length, StandardCharsets.ISO_8859_1);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "inf", "+inf", "-inf", "infinity", "-infinity", "null" -> true;
            default -> false;
        };
    }
}
