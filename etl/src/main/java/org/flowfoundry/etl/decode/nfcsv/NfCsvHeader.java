package org.flowfoundry.etl.decode.nfcsv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flowfoundry.etl.decode.text.Fields;
import org.flowfoundry.etl.decode.text.LineReader;

/**
 * The first line of a file that is not blank.
 *
 * @param line its bytes
 * @param names its fields without blanks around them; a column without a name is called by its number from 1
 * @param problem why the lines below it cannot be read; null where they can
 */
@SuppressWarnings("ArrayRecordComponent") // looked for in files, never compared as a whole
record NfCsvHeader(byte[] line, List<String> names, String problem) {

    private static final List<String> NEEDED = List.of("PROTOCOL", "IN_BYTES", "IN_PKTS");

    NfCsvHeader {
        names = List.copyOf(names);
    }

    /** Reads the header; of a file that has none, one with a problem. */
    static NfCsvHeader read(InputStream file) throws IOException {
        try (LineReader line = new LineReader(file, 0)) {
            while (line.next()) {
                if (!line.isBlank()) {
                    return of(line);
                }
            }
        }
        return new NfCsvHeader(new byte[0], List.of(), "NF CSV without a header line");
    }

    private static NfCsvHeader of(LineReader line) {
        byte[] bytes = Arrays.copyOfRange(line.bytes(), line.start(), line.end());
        Fields fields = new Fields();
        fields.cutCsv(line);
        if (line.isTooLong() || fields.count() > Fields.MOST) {
            return new NfCsvHeader(bytes, List.of(), "Header of more than " + Fields.MOST + " columns");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
            fields.trim(i);
            String name = new String(
                    fields.bytes(), fields.start(i), fields.end(i) - fields.start(i), StandardCharsets.UTF_8);
            names.add(name.isEmpty() ? "column " + (i + 1) : name);
        }
        return new NfCsvHeader(bytes, names, problem(names).orElse(null));
    }

    private static Optional<String> problem(List<String> names) {
        List<String> missing = NEEDED.stream().filter(name -> !has(names, name)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("Not an NF CSV: its first line names no column " + String.join(", ", missing));
    }

    boolean has(String name) {
        return has(names, name);
    }

    private static boolean has(List<String> names, String name) {
        return names.stream().anyMatch(each -> each.toUpperCase(Locale.ROOT).equals(name));
    }

    /** Whether a line repeats the header, as it does first in its file, and again where files were joined. */
    boolean isRepeatedBy(LineReader other) {
        return Arrays.equals(line, 0, line.length, other.bytes(), other.start(), other.end());
    }
}
