package org.flowfoundry.training.flows;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the fields that a sample of flows shows, and fits them: those of all formats first, then the attributes, the most
 * often present first, up to a bound. What is absent nearly always, or always the same, tells nothing and is left out.
 */
final class FieldFit {

    private static final int MOST_COLUMNS = 192;
    private static final int MOST_NAMES = 16;
    private static final int MOST_ELEMENTS = 32;
    private static final double LEAST_SHARE = 0.001;
    private static final int LEAST_ROWS = 3;

    private final List<FlowValues> sample;
    private final Set<String> withheld;
    private final int least;

    /** @param withheld names of fields that are not to be seen, such as the one that holds the classes */
    FieldFit(List<FlowValues> sample, Set<String> withheld) {
        this.sample = sample;
        this.withheld = withheld;
        this.least = Math.max(LEAST_ROWS, (int) Math.ceil(LEAST_SHARE * sample.size()));
    }

    List<FlowField> fields() {
        List<FlowField> fields = new ArrayList<>();
        int columns = 0;
        for (FlowField field : Stream.concat(common(), attributes()).toList()) {
            if (!withheld.contains(field.name()) && columns + field.width() <= MOST_COLUMNS) {
                fields.add(field);
                columns += field.width();
            }
        }
        return fields;
    }

    private Stream<FlowField> common() {
        return Stream.of(
                        FlowValues.NUMBERS.keySet().stream().map(this::amount),
                        FlowValues.NAMES.keySet().stream().map(this::nominal),
                        FlowValues.FLAGS.stream().map(this::flags))
                .flatMap(Function.identity())
                .flatMap(List::stream);
    }

    private Stream<FlowField> attributes() {
        Map<String, Integer> present = new TreeMap<>();
        for (FlowValues flow : sample) {
            flow.attributes().forEach((name, text) -> {
                if (text != null && !FlowValues.isMissing(text)) {
                    present.merge(name, 1, Integer::sum);
                }
            });
        }
        return present.keySet().stream()
                .filter(name -> present.get(name) >= least && !AttributeNames.isHidden(name))
                .sorted(Comparator.<String>comparingInt(name -> -present.get(name))
                        .thenComparing(name -> name))
                .flatMap(name -> attribute(name, present.get(name)).stream());
    }

    private List<FlowField> attribute(String name, int present) {
        String field = FlowValues.ATTRIBUTE + name;
        int numbers = 0;
        int longest = 0;
        for (FlowValues flow : sample) {
            String text = flow.attributes().get(name);
            numbers += Double.isNaN(FlowValues.number(name, text)) ? 0 : 1;
            double[] list = FlowValues.list(text);
            longest = list == null ? longest : Math.max(longest, list.length);
        }
        if (longest > 0) {
            return IntStream.range(0, Math.min(longest, MOST_ELEMENTS))
                    .mapToObj(i -> amount(field + "[" + i + "]"))
                    .flatMap(List::stream)
                    .toList();
        }
        // A few texts among numbers are what a source writes for "none" or for an overflow.
        boolean isNumber = numbers > present / 2;
        if (isNumber && AttributeNames.isTcpFlags(name)) {
            return flags(field);
        }
        return isNumber && !AttributeNames.isNominal(name) ? amount(field) : nominal(field);
    }

    private List<FlowField> amount(String field) {
        double[] values = sample.stream()
                .mapToDouble(flow -> flow.number(field))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        boolean tells = values.length >= least
                && (values.length < sample.size() || Arrays.stream(values).anyMatch(value -> value != values[0]));
        return tells ? List.of(new FlowField.Amount(field, NormalScores.fit(values))) : List.of();
    }

    private List<FlowField> nominal(String field) {
        Map<String, Integer> counts = new HashMap<>();
        int present = 0;
        for (FlowValues flow : sample) {
            String name = flow.name(field);
            if (name != null) {
                counts.merge(name, 1, Integer::sum);
                present++;
            }
        }
        List<String> frequent = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(comparing((Map.Entry<String, Integer> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_NAMES)
                .map(Map.Entry::getKey)
                .toList();
        boolean tells = !frequent.isEmpty() && (counts.size() > 1 || present < sample.size());
        return tells ? List.of(new FlowField.Nominal(field, frequent)) : List.of();
    }

    private List<FlowField> flags(String field) {
        long always = -1;
        long ever = 0;
        int present = 0;
        for (FlowValues flow : sample) {
            double flags = flow.number(field);
            if (!Double.isNaN(flags)) {
                always &= (long) flags;
                ever |= (long) flags;
                present++;
            }
        }
        long changing = ever & ~always;
        int[] bits =
                IntStream.range(0, 16).filter(bit -> (changing >> bit & 1) == 1).toArray();
        return present >= least && bits.length > 0 ? List.of(new FlowField.Flags(field, bits)) : List.of();
    }
}
