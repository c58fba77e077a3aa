package org.flowfoundry.training.record.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.flowfoundry.training.record.RecordField;

/** What a field counts, by the words of its name: only what counts the same is compared. */
enum Quantity {
    LENGTH("len", "length", "longest", "shortest", "size"),
    TTL("ttl", "sttl", "dttl", "hoplimit"),
    WINDOW("win", "window", "swin", "dwin"),
    PACKETS("packets", "pkts", "spkts", "dpkts", "pkt"),
    BYTES("bytes", "octets", "sbytes", "dbytes"),
    TIME("duration", "dur", "iat"),
    OTHER;

    private static final Pattern BORDER = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

    /** A part of a whole per time, or per packet, has no whole among the totals. */
    private static final Set<String> RATES =
            Set.of("second", "sec", "throughput", "rate", "avg", "mean", "std", "ratio", "load", "jitter");

    private final List<String> words;

    Quantity(String... words) {
        this.words = List.of(words);
    }

    static Quantity of(RecordField field) {
        List<String> words = Arrays.asList(words(field));
        if (!field.isNumber() || words.stream().anyMatch(RATES::contains)) {
            return OTHER;
        }
        return Arrays.stream(values())
                .filter(quantity -> words.stream().anyMatch(quantity.words::contains))
                .findFirst()
                .orElse(OTHER);
    }

    /** The words of a field's name, in lower case. */
    static String[] words(RecordField field) {
        String name = field.isAttribute() ? field.attribute() : field.name();
        return BORDER.splitAsStream(name)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }
}
