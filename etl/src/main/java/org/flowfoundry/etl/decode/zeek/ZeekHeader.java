package org.flowfoundry.etl.decode.zeek;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.flowfoundry.etl.decode.text.Fields;
import org.flowfoundry.etl.decode.text.LineReader;

/**
 * What the header lines of a tab-separated log said so far.
 *
 * @param separator between fields
 * @param unset the text of a field that has no value
 * @param empty the text of a set or string of nothing
 * @param path the log's name, as {@code conn}; empty where it is not given
 * @param columns the names of the fields by column; empty before {@code #fields}. A column whose name is several names
 *     with blanks between them (as the labelled form has) holds as many fields.
 */
record ZeekHeader(char separator, String unset, String empty, String path, List<List<String>> columns) {

    /** What Zeek writes unless it is configured otherwise. */
    static final ZeekHeader DEFAULT = new ZeekHeader('\t', "-", "(empty)", "", List.of());

    /** Only conn logs have these. */
    static final Set<String> CONN_FIELDS =
            Set.of("conn_state", "orig_bytes", "orig_pkts", "orig_ip_bytes", "missed_bytes", "history");

    private static final int LONGEST = 65_536;

    ZeekHeader {
        columns = List.copyOf(columns);
    }

    static boolean isHeader(LineReader line) {
        return line.length() > 0 && line.bytes()[line.start()] == '#';
    }

    /** The header with one more of its lines; unchanged by lines that say nothing about records. */
    ZeekHeader with(LineReader line) {
        if (line.length() > LONGEST) {
            return this;
        }
        String text = new String(line.bytes(), line.start(), line.length(), StandardCharsets.UTF_8);
        if (text.startsWith("#separator ")) {
            return new ZeekHeader(separator(text.substring(11)), unset, empty, path, columns);
        }
        String[] words = text.split(Pattern.quote(String.valueOf(separator)), -1);
        String value = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "#unset_field" -> new ZeekHeader(separator, value, empty, path, columns);
            case "#empty_field" -> new ZeekHeader(separator, unset, value, path, columns);
            case "#path" -> new ZeekHeader(separator, unset, empty, value, columns);
            case "#fields" -> new ZeekHeader(separator, unset, empty, path, columns(words));
            default -> this;
        };
    }

    private char separator(String escaped) {
        if (escaped.matches("\\\\x[0-9a-fA-F]{2}")) {
            return (char) Integer.parseInt(escaped.substring(2), 16);
        }
        return escaped.length() == 1 && escaped.charAt(0) < 0x80 ? escaped.charAt(0) : separator;
    }

    private static List<List<String>> columns(String[] words) {
        List<List<String>> columns = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            columns.add(List.of(words[i].strip().split(" +")));
        }
        return columns;
    }

    /** Why records under this header cannot be read as flows; empty where they can. */
    Optional<String> problem() {
        Set<String> names = Set.copyOf(columns.stream().flatMap(List::stream).toList());
        if (columns.isEmpty()) {
            return Optional.of("Zeek log without a #fields line: nothing says what its columns are");
        }
        if (columns.size() > Fields.MOST) {
            return Optional.of("Zeek log of " + columns.size() + " columns: at most " + Fields.MOST + " are read");
        }
        return describesFlows(names) ? Optional.empty() : Optional.of(notConn(path));
    }

    /** Whether a record of these fields is a connection. */
    static boolean describesFlows(Set<String> names) {
        return (names.contains("id.orig_h") || names.contains("id_orig_h"))
                && (names.contains("id.resp_h") || names.contains("id_resp_h"))
                && names.stream().anyMatch(CONN_FIELDS::contains);
    }

    static String notConn(String path) {
        return "Zeek " + (path.isBlank() ? "log of another kind" : path.strip() + " log")
                + ": only conn logs hold flows";
    }
}
