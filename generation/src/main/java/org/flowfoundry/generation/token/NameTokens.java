package org.flowfoundry.generation.token;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flowfoundry.training.record.RecordField;

/**
 * A field of names: a token for each of those that several records have, and one for none. A name that hardly any record has may
 * give a person away, and is told as none.
 *
 * @param names of the tokens from 1 on; 0 is none
 * @param mayBeAbsent whether none is ever given
 */
public record NameTokens(RecordField field, List<String> names, boolean mayBeAbsent) implements FieldTokens {

    /** Names of fewer records are not learned. */
    static final int LEAST_RECORDS = 3;

    private static final int MOST_NAMES = 1000;

    public NameTokens {
        names = List.copyOf(names);
        if (field == null || names.isEmpty() && !mayBeAbsent) {
            throw new IllegalArgumentException("a field of names needs names");
        }
    }

    static NameTokens fit(RecordField field, String[] values) {
        Map<String, Integer> counts = new TreeMap<>();
        boolean absent = false;
        for (String value : values) {
            absent |= value == null;
            if (value != null) {
                counts.merge(value, 1, Integer::sum);
            }
        }
        List<String> names = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_RECORDS)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_NAMES)
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
        return new NameTokens(field, names, absent || names.isEmpty());
    }

    @Override
    public int[] slots() {
        return new int[] {names.size() + 1};
    }

    /** Tokens of values; unknown names are told as none, or where there is always one, as the most frequent. */
    int[] encode(String[] values) {
        Map<String, Integer> tokens = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            tokens.put(names.get(i), i + 1);
        }
        int other = mayBeAbsent ? 0 : 1;
        int[] encoded = new int[values.length];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = tokens.getOrDefault(values[i], other);
        }
        return encoded;
    }

    /** (tokens): how many of the values each has. */
    public List<Long> counts(String[] values) {
        long[] counts = new long[slots()[0]];
        for (int token : encode(values)) {
            counts[token]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    /** The name of a token; null = none. */
    String decode(int token) {
        return token == 0 && mayBeAbsent ? null : names.get(Math.max(1, token) - 1);
    }

    /** The token of a name; -1 where it has none. */
    public int tokenOf(String name) {
        return names.indexOf(name) < 0 ? -1 : names.indexOf(name) + 1;
    }
}
