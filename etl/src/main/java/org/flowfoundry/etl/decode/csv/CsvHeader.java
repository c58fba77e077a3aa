package org.flowfoundry.etl.decode.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowfoundry.etl.decode.text.Fields;
import org.flowfoundry.etl.decode.text.LineReader;

/**
 * The first line of a file that is not blank, which names its columns.
 *
 * @param line its bytes; null in a file without such a line, whose columns are known all the same
 * @param names its fields without blanks around them; a column without a name is called by its number from 1
 * @param problem why it cannot be read as a header at all; null where it can
 */
@SuppressWarnings("ArrayRecordComponent") // looked for in files, never compared as a whole
public record CsvHeader(byte[] line, List<String> names, String problem) {

    public CsvHeader {
        names = List.copyOf(names);
    }

    /** Reads the header; of a file that has none, one with a problem. Closes the stream. */
    static CsvHeader read(InputStream file) throws IOException {
        try (LineReader line = new LineReader(file, 0)) {
            while (line.next()) {
                if (!line.isBlank()) {
                    return of(line);
                }
            }
        }
        return new CsvHeader(new byte[0], List.of(), "A table without a header line");
    }

    private static CsvHeader of(LineReader line) {
        byte[] bytes = Arrays.copyOfRange(line.bytes(), line.start(), line.end());
        Fields fields = new Fields();
        fields.cutCsv(line);
        if (line.isTooLong() || fields.count() > Fields.MOST) {
            return new CsvHeader(bytes, List.of(), "Header of more than " + Fields.MOST + " columns");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
            fields.trim(i);
            String name = new String(
                    fields.bytes(), fields.start(i), fields.end(i) - fields.start(i), StandardCharsets.UTF_8);
            names.add(name.isEmpty() ? "column " + (i + 1) : name);
        }
        return new CsvHeader(bytes, names, null);
    }

    /** The header of a file that has no such line. */
    public static CsvHeader implied(List<String> names) {
        return new CsvHeader(null, names, null);
    }

    /** Whether a column has that name, in any letter case. */
    public boolean has(String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /**
     * The problem that columns are missing; empty where none is.
     *
     * @param table what the file is not then: {@code an NF CSV}
     */
    public Optional<String> without(String table, List<String> needed) {
        List<String> missing = needed.stream().filter(name -> !has(name)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("Not " + table + ": its first line names no column " + String.join(", ", missing));
    }

    /** Whether a line repeats the header, as it does first in its file, and again where files were joined. */
    boolean isRepeatedBy(LineReader other) {
        return line != null && Arrays.equals(line, 0, line.length, other.bytes(), other.start(), other.end());
    }
}
