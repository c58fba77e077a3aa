package org.flowfoundry.training.record.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.training.record.RecordTable;

/** Finds the rules that the records of a network keep. */
public final class Rules {

    /** Share of real records that a rule holds for. */
    public static final double LEAST_SHARE = 0.999;

    /** A rule says something where fields that know nothing of each other would break it in more than this share of records. */
    private static final double LEAST_BROKEN_BY_CHANCE = 0.01;

    /** Of fewer records nobody can tell what holds for 99.9 % of them. */
    private static final int LEAST_ROWS = 100;

    private Rules() {}

    /**
     * The rules that at least 99.9 % of real records keep, and not by chance, those that every value by itself keeps left
     * out but for bounds; none of fewer than 100 records. What another rule says already is left out where that is plain.
     *
     * @param real records that a generator may know: the training part
     */
    public static List<Rule> find(RecordTable real) {
        RecordTable shuffled = shuffled(real);
        return kept(real, rule -> rule instanceof AtLeast || isBroken(rule, shuffled));
    }

    /** Likewise with those that chance would hardly break: what a generator must keep, though it tells little of it. */
    public static List<Rule> findAll(RecordTable real) {
        return kept(real, rule -> true);
    }

    private static List<Rule> kept(RecordTable real, Predicate<Rule> wanted) {
        if (real.rows() < LEAST_ROWS) {
            return List.of();
        }
        List<Rule> found = new ArrayList<>();
        new Candidates(real)
                .all()
                .filter(rule -> isKept(rule, real) && wanted.test(rule))
                .forEach(found::add);
        return plain(found);
    }

    /** Whether enough of a table's rows keep a rule. */
    static boolean isKept(Rule rule, RecordTable table) {
        long allowed = (long) ((1 - LEAST_SHARE) * table.rows());
        return broken(rule, table, allowed) <= allowed;
    }

    private static boolean isBroken(Rule rule, RecordTable table) {
        long least = (long) (LEAST_BROKEN_BY_CHANCE * table.rows());
        return broken(rule, table, least) > least;
    }

    /** How many rows break a rule; no more are counted once there are more than enough. */
    private static long broken(Rule rule, RecordTable table, long enough) {
        IntPredicate keeps = rule.in(table);
        return IntStream.range(0, table.rows())
                .filter(row -> !keeps.test(row))
                .limit(enough + 1)
                .count();
    }

    /** Each column in an order of its own. */
    private static RecordTable shuffled(RecordTable table) {
        List<Object> columns = new ArrayList<>();
        for (int f = 0; f < table.fields().size(); f++) {
            SplittableRandom random = new SplittableRandom(f);
            int[] order = IntStream.range(0, table.rows())
                    .map(i -> random.nextInt(table.rows()))
                    .toArray();
            columns.add(table.select(order).columns().get(f));
        }
        return new RecordTable(table.fields(), columns, table.rows());
    }

    /** Without comparisons that follow from an equality, from a sum, or from two others. */
    private static List<Rule> plain(List<Rule> found) {
        Set<String> second = new HashSet<>();
        for (Rule rule : found) {
            if (rule instanceof Equal same) {
                second.add(same.other());
            }
        }
        Set<String> equal = new HashSet<>();
        found.stream()
                .filter(Equal.class::isInstance)
                .map(Equal.class::cast)
                .forEach(same ->
                        equal.addAll(List.of(pair(same.field(), same.other()), pair(same.other(), same.field()))));
        List<Rule> kept = found.stream()
                .filter(rule -> !(rule instanceof AtMost most)
                        || !second.contains(most.field())
                                && most.most().stream().noneMatch(second::contains)
                                && !equal.contains(
                                        pair(most.field(), most.most().get(0))))
                .toList();
        Set<List<String>> sums = new HashSet<>();
        found.stream().filter(SumOf.class::isInstance).map(SumOf.class::cast).forEach(sum -> sum.parts()
                .forEach(part -> sums.add(whole(part, sum.total()))));
        Set<String> less = new HashSet<>();
        for (Rule rule : kept) {
            if (rule instanceof AtMost most && most.most().size() == 1) {
                less.add(pair(most.field(), most.most().get(0)));
            }
        }
        return kept.stream()
                .filter(rule -> !(rule instanceof AtMost most)
                        || !follows(most, less) && !sums.contains(whole(most.field(), most.most())))
                .toList();
    }

    private static boolean follows(AtMost rule, Set<String> less) {
        if (rule.most().size() > 1) {
            return rule.most().stream().anyMatch(one -> less.contains(pair(rule.field(), one)));
        }
        String high = rule.most().get(0);
        return less.stream()
                .filter(one -> one.startsWith(pair(rule.field(), "")))
                .map(one -> one.substring(rule.field().length() + 1))
                .anyMatch(middle -> less.contains(pair(middle, high)));
    }

    private static List<String> whole(String part, List<String> total) {
        return Stream.concat(Stream.of(part), total.stream()).toList();
    }

    private static String pair(String field, String other) {
        return field + ' ' + other;
    }
}
