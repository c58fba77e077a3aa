package org.flowfoundry.generation.token;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.generation.diffusion.Slots;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordTable;
import org.flowfoundry.training.record.rule.Rule;
import org.flowfoundry.training.record.rule.Rules;
import org.flowfoundry.training.record.rule.SeenTogether;

/**
 * Records as rows of tokens, and back. It is JSON, and part of a generator.
 *
 * @param fields in the order of the records'; what a field follows from stands before it
 * @param rules that the network's records keep, and all that are decoded, too
 */
public record RecordCodec(List<FieldTokens> fields, List<Rule> rules) implements Serializable {

    private static final String PROTOCOL = "protocol";

    public RecordCodec {
        fields = List.copyOf(fields);
        rules = List.copyOf(rules);
        for (int i = 0; i < fields.size(); i++) {
            int field = i;
            boolean sound = relations(fields.get(i)).allMatch(one -> one.first() < field && one.second() < field);
            if (!sound) {
                throw new IllegalArgumentException(
                        "field " + fields.get(i).field().name() + " follows from one that comes later");
            }
        }
        if (fields.stream().allMatch(one -> one.slots().length == 0)) {
            throw new IllegalArgumentException("records need fields");
        }
    }

    private static Stream<Relation> relations(FieldTokens tokens) {
        if (tokens instanceof NumberTokens number) {
            return number.relations().stream();
        }
        return tokens instanceof DerivedTokens derived ? Stream.of(derived.relation()) : Stream.of();
    }

    /** Fits tokens to a sample of the records that may be learned from. */
    public static RecordCodec fit(RecordTable sample) {
        double[][] columns = numberColumns(sample);
        RelationSearch search = new RelationSearch(columns);
        List<FieldTokens> fields = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            RecordField field = sample.fields().get(i);
            Relation always = search.always(i);
            if (always != null) {
                fields.add(new DerivedTokens(field, always));
            } else if (field.isNumber()) {
                List<Relation> often = search.often(i);
                fields.add(NumberTokens.fit(field, columns[i], often, followed(columns, i, often)));
            } else {
                fields.add(NameTokens.fit(field, sample.names(i)));
            }
        }
        return new RecordCodec(fields, rules(sample, fields));
    }

    /** What records keep; and no name stands beside a protocol that it was never seen with. */
    private static List<Rule> rules(RecordTable sample, List<FieldTokens> fields) {
        List<Rule> rules = new ArrayList<>(Rules.findAll(sample));
        for (FieldTokens field : fields) {
            String name = field.field().name();
            boolean isKnown = rules.stream()
                    .anyMatch(rule ->
                            rule instanceof SeenTogether seen && seen.other().equals(name));
            if (field instanceof NameTokens && !isKnown && !name.equals(PROTOCOL) && sample.indexOf(PROTOCOL) >= 0) {
                rules.add(SeenTogether.in(sample, PROTOCOL, name));
            }
        }
        Set<String> derived = fields.stream()
                .filter(DerivedTokens.class::isInstance)
                .map(field -> field.field().name())
                .collect(Collectors.toSet());
        // What follows from others needs no second opinion.
        rules.removeIf(rule -> rule instanceof SeenTogether seen && derived.contains(seen.other()));
        return rules;
    }

    private static boolean[] followed(double[][] columns, int field, List<Relation> relations) {
        boolean[] followed = new boolean[columns[field].length];
        for (int row = 0; row < followed.length; row++) {
            for (double told : told(relations, columns, row)) {
                followed[row] |= told == columns[field][row];
            }
        }
        return followed;
    }

    private static double[] told(List<Relation> relations, double[][] columns, int row) {
        double[] told = new double[relations.size()];
        for (int i = 0; i < told.length; i++) {
            Relation relation = relations.get(i);
            told[i] = relation.of(columns[relation.first()][row], columns[relation.second()][row]);
        }
        return told;
    }

    /** (fields, rows): names that are numbers are numbers here, too. */
    private static double[][] numberColumns(RecordTable table) {
        return IntStream.range(0, table.fields().size())
                .mapToObj(i -> table.fields().get(i).isNumber()
                        ? table.numbers(i)
                        : Arrays.stream(table.names(i))
                                .mapToDouble(RecordCodec::parsed)
                                .toArray())
                .toArray(double[][]::new);
    }

    static double parsed(String name) {
        if (name == null || name.isEmpty() || name.charAt(0) > '9') {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(name);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** (slots): how many tokens each has. */
    public int[] slotSizes() {
        return fields.stream()
                .flatMapToInt(field -> Arrays.stream(field.slots()))
                .toArray();
    }

    /**
     * The slots of a row of tokens.
     *
     * @param classField the field that tells a record's class, if it has one of that name
     */
    public Slots slots(String classField) {
        int[] sizes = slotSizes();
        float[][] places = new float[sizes.length][];
        int slot = 0;
        for (FieldTokens field : fields) {
            if (field instanceof NumberTokens numbers && numbers.bins().length > 0) {
                places[slot + 1] = numbers.placeLogits();
            }
            slot += field.slots().length;
        }
        return new Slots(sizes, slotOf(classField), places, null);
    }

    /** The first slot of a field; -1 where it has none, or there is no such field. */
    public int slotOf(String name) {
        int slot = 0;
        for (FieldTokens field : fields) {
            if (field.field().name().equals(name)) {
                return field.slots().length == 0 ? -1 : slot;
            }
            slot += field.slots().length;
        }
        return -1;
    }

    /** The tokens of a field; null where there is none of the name. */
    public FieldTokens tokens(String name) {
        return fields.stream()
                .filter(one -> one.field().name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The fields of the records. */
    @JsonIgnore
    public List<RecordField> recordFields() {
        return fields.stream().map(FieldTokens::field).toList();
    }

    /**
     * Records as tokens.
     *
     * @param table with {@link #recordFields()}
     * @return (rows, slots)
     */
    public int[][] encode(RecordTable table) {
        double[][] columns = numberColumns(table);
        int slots = slotSizes().length;
        int[][] encoded = new int[table.rows()][slots];
        int slot = 0;
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i) instanceof NameTokens names) {
                int[] tokens = names.encode(table.names(i));
                for (int row = 0; row < tokens.length; row++) {
                    encoded[row][slot] = tokens[row];
                }
            } else if (fields.get(i) instanceof NumberTokens numbers) {
                for (int row = 0; row < encoded.length; row++) {
                    double value = columns[i][row];
                    encoded[row][slot] = numbers.token(value, told(numbers.relations(), columns, row));
                    if (numbers.bins().length > 0) {
                        encoded[row][slot + 1] = numbers.place(value, encoded[row][slot]);
                    }
                }
            }
            slot += fields.get(i).slots().length;
        }
        return encoded;
    }

    /**
     * Tokens as records.
     *
     * @param tokens (rows, slots)
     */
    public RecordTable decode(int[][] tokens, SplittableRandom random) {
        double[][] columns = new double[fields.size()][];
        List<Object> decoded = new ArrayList<>();
        int slot = 0;
        for (int i = 0; i < fields.size(); i++) {
            FieldTokens field = fields.get(i);
            if (field instanceof NameTokens names) {
                String[] column = new String[tokens.length];
                for (int row = 0; row < column.length; row++) {
                    column[row] = names.decode(tokens[row][slot]);
                }
                columns[i] =
                        Arrays.stream(column).mapToDouble(RecordCodec::parsed).toArray();
                decoded.add(column);
            } else if (field instanceof NumberTokens numbers) {
                columns[i] = decoded(numbers, tokens, slot, columns, random);
                decoded.add(columns[i]);
            } else {
                Relation relation = ((DerivedTokens) field).relation();
                columns[i] =
                        relation.of(columns, IntStream.range(0, tokens.length).toArray());
                decoded.add(field.field().isNumber() ? columns[i] : names(field.field(), columns[i]));
            }
            slot += field.slots().length;
        }
        RecordTable table = new RecordTable(recordFields(), decoded, tokens.length);
        RuleKeeper.keep(rules, table);
        return table;
    }

    /**
     * Whether a decoded record has the names that were given for it: rules may have moved one.
     *
     * @param given (slots): tokens; below 0 = any
     */
    public boolean keeps(RecordTable decoded, int row, int[] given) {
        int slot = 0;
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i) instanceof NameTokens names && given[slot] >= 0) {
                if (!Objects.equals(names.decode(given[slot]), decoded.names(i)[row])) {
                    return false;
                }
            }
            slot += fields.get(i).slots().length;
        }
        return true;
    }

    private static double[] decoded(
            NumberTokens numbers, int[][] tokens, int slot, double[][] columns, SplittableRandom random) {
        double[] column = new double[tokens.length];
        boolean hasPlaces = numbers.bins().length > 0;
        for (int row = 0; row < column.length; row++) {
            int token = tokens[row][slot];
            if (numbers.isRelation(token)) {
                Relation relation = numbers.relation(token);
                double told = relation.of(columns[relation.first()][row], columns[relation.second()][row]);
                column[row] = Double.isNaN(told) ? Double.NaN : numbers.rounded(told);
            } else {
                column[row] = numbers.decode(token, hasPlaces ? tokens[row][slot + 1] : 0, random);
            }
        }
        return column;
    }

    private static String[] names(RecordField field, double[] values) {
        Map<Double, String> known = new HashMap<>();
        return Arrays.stream(values)
                .mapToObj(value -> Double.isNaN(value) ? null : known.computeIfAbsent(value, field::text))
                .toArray(String[]::new);
    }
}
