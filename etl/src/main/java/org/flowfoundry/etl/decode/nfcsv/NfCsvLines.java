package org.flowfoundry.etl.decode.nfcsv;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.text.Field;
import org.flowfoundry.etl.decode.text.Fields;
import org.flowfoundry.etl.decode.text.LineDecoder;
import org.flowfoundry.etl.decode.text.LineReader;

/** The lines below a header. */
final class NfCsvLines implements LineDecoder {

    private static final int LONGEST_MISSING = "-infinity".length();

    private final NfCsvHeader header;
    private final Field[] columns;
    private final Fields fields = new Fields();

    NfCsvLines(NfCsvHeader header) {
        this.header = header;
        this.columns = NfCsvFields.of(header);
    }

    @Override
    public boolean isRecord(LineReader line) {
        return !line.isBlank() && !header.isRepeatedBy(line);
    }

    @Override
    public String decode(LineReader line, FlowBatch batch) {
        if (header.problem() != null) {
            return header.problem();
        }
        fields.cutCsv(line);
        if (fields.count() != columns.length) {
            return "Row of " + fields.count() + " columns under a header of " + columns.length;
        }
        for (int i = 0; i < columns.length; i++) {
            fields.trim(i);
            if (!isMissing(i) && !columns[i].parse(fields.bytes(), fields.start(i), fields.end(i), batch)) {
                return "Bad value in " + columns[i].name();
            }
        }
        NfCsvRow.complete(batch);
        return null;
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
