package org.flowfoundry.training.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.flows.AttributeNames;
import org.flowfoundry.training.record.RecordField.Kind;

/**
 * Finds the fields of a network's flow records: those of all formats that it uses, and the attributes. What says who it was,
 * when, or which record, is no field, nor is text that hardly repeats.
 */
public final class RecordFit {

    /** Columns of {@code flows} that hold amounts. */
    private static final List<String> NUMBERS = List.of(
            "source_port", "destination_port", "packets", "bytes", "reverse_packets", "reverse_bytes", "duration_ms");

    /** Columns of {@code flows} that hold names. */
    private static final List<String> NAMES = List.of(
            "label",
            "protocol",
            "application",
            "icmp_type",
            "icmp_code",
            "tcp_flags",
            "reverse_tcp_flags",
            "tos",
            "sampling_interval",
            "sampling_source",
            "ingress_interface",
            "egress_interface",
            "vlan_id");

    /** The columns of {@code flows} that are read. */
    public static final List<String> COLUMNS = Stream.of(NAMES, NUMBERS, List.of("attributes"))
            .flatMap(List::stream)
            .toList();

    private static final int MOST_FIELDS = 128;
    private static final int MOST_DECIMALS = 6;

    /** Share of a field's values that must be numbers, for others are how a source writes none. */
    private static final double NUMBERS_SHARE = 0.99;

    /** Names of which more than this share are different are no names. */
    private static final double MOST_DIFFERENT = 0.3;

    private final List<RecordReader> sample;

    private RecordFit(List<RecordReader> sample) {
        this.sample = sample;
    }

    /**
     * The fields that a sample shows.
     *
     * @param sample rows with {@link #COLUMNS}
     * @param withheld names of fields to leave out
     */
    public static List<RecordField> fields(List<Row> sample, Set<String> withheld) {
        RecordFit fit = new RecordFit(sample.stream().map(RecordReader::new).toList());
        return Stream.concat(fit.common(), fit.attributes())
                .filter(field -> !withheld.contains(field.name()))
                .limit(MOST_FIELDS)
                .toList();
    }

    private Stream<RecordField> common() {
        List<RecordField> fields = new ArrayList<>();
        for (String name : NAMES) {
            RecordField field = new RecordField(name, Kind.NAME, 0);
            if (sample.stream().anyMatch(row -> row.name(field) != null)) {
                fields.add(field);
            }
        }
        for (String name : NUMBERS) {
            RecordField field = new RecordField(name, Kind.NUMBER, 0);
            if (sample.stream().anyMatch(row -> !Double.isNaN(row.number(field)))) {
                fields.add(field);
            }
        }
        return fields.stream();
    }

    private Stream<RecordField> attributes() {
        Set<String> names = new TreeSet<>();
        sample.forEach(row -> names.addAll(row.attributes().keySet()));
        return names.stream()
                .filter(name -> !AttributeNames.isIdentity(name))
                .flatMap(name -> attribute(name).stream());
    }

    private List<RecordField> attribute(String name) {
        int present = 0;
        int numbers = 0;
        int decimals = 0;
        boolean hasPoints = true;
        Set<String> different = new HashSet<>();
        for (RecordReader row : sample) {
            String text = row.attributes().get(name);
            if (RecordReader.isMissing(text)) {
                continue;
            }
            present++;
            different.add(text);
            if (!Double.isNaN(RecordReader.parse(text))) {
                numbers++;
                int point = text.indexOf('.');
                hasPoints &= point >= 0;
                decimals = Math.max(decimals, point < 0 || text.endsWith(".0") ? 0 : text.length() - point - 1);
            }
        }
        if (present == 0) {
            return List.of();
        }
        String field = RecordField.ATTRIBUTE + name;
        boolean isNumber = numbers >= NUMBERS_SHARE * present
                && !AttributeNames.isNominal(name)
                && !AttributeNames.isTcpFlags(name);
        if (isNumber) {
            int written = decimals == 0 && hasPoints ? -1 : Math.min(MOST_DECIMALS, decimals);
            return List.of(new RecordField(field, Kind.NUMBER, written));
        }
        boolean repeats = different.size() <= Math.max(2, MOST_DIFFERENT * present);
        return repeats ? List.of(new RecordField(field, Kind.NAME, 0)) : List.of();
    }
}
