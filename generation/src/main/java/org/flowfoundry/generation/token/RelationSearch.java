package org.flowfoundry.generation.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.generation.token.Relation.Form;

/**
 * Finds what numbers follow from others, by trying: for every field the forms of all earlier ones, and of each the offset
 * that is right most often. Costs fields^2 sorts of the rows that are not told yet, and a hundredth of that where a first look
 * at some rows finds nothing.
 */
final class RelationSearch {

    /** A relation must tell so many rows, as a share of all. */
    private static final double LEAST_SHARE = 0.01;

    /** Values of so many rows, as a share of all, are frequent enough to be told without relations. */
    private static final double FREQUENT = 0.02;

    /** A relation must tell so many different values: else the values are the better names. */
    private static final int LEAST_VALUES = 8;

    /** A relation must be right so many times as often as it would be if rows were mixed. */
    private static final double LEAST_LIFT = 2;

    /** A relation that is found also tells with other offsets, each of so many rows: timers tick, packets have sizes. */
    private static final double LEAST_OFFSET_SHARE = 0.0008;

    private static final int LEAST_OFFSET_ROWS = 8;
    private static final int MOST_OFFSETS = 24;
    private static final int MOST_RELATIONS = 6;
    private static final int FIRST_LOOK = 400;
    private static final int MOST_ROWS = 20_000;

    /** A field follows from others where this is right for so many rows. */
    private static final double ALWAYS = 0.999;

    /** ... and for so many of those that do not all have the most frequent value. */
    private static final double ALWAYS_TELLING = 0.99;

    private static final int LEAST_TELLING = 20;

    private final double[][] columns;
    private final int rows;

    /** @param columns (fields, rows): numbers, NaN where there is none */
    RelationSearch(double[][] columns) {
        this.rows = Math.min(MOST_ROWS, columns.length == 0 ? 0 : columns[0].length);
        this.columns = columns;
    }

    /** The relation by which a field always follows from earlier ones; null where there is none. */
    Relation always(int field) {
        double[] values = columns[field];
        int[] all = present(field);
        if (all.length < rows) {
            return null;
        }
        double mode = mode(pick(values, all)).value();
        return candidates(field)
                .filter(one -> one.sign() == 1 && one.offset() == 0)
                .filter(one -> isAlways(one, values, all, mode))
                .findFirst()
                .orElse(null);
    }

    private boolean isAlways(Relation relation, double[] values, int[] all, double mode) {
        int right = 0;
        int telling = 0;
        int tellingRight = 0;
        for (int row : all) {
            double told = relation.of(columns[relation.first()][row], columns[relation.second()][row]);
            boolean isRight = told == values[row];
            right += isRight ? 1 : 0;
            if (values[row] != mode || told != mode) {
                telling++;
                tellingRight += isRight ? 1 : 0;
            }
        }
        return telling >= LEAST_TELLING && right >= ALWAYS * all.length && tellingRight >= ALWAYS_TELLING * telling;
    }

    /** The relations that tell a field's less frequent numbers, the one that tells the most first. */
    List<Relation> often(int field) {
        double[] values = columns[field];
        int[] left = rare(values, present(field));
        List<Relation> found = new ArrayList<>();
        for (int i = 0; i < MOST_RELATIONS && left.length >= Math.max(1, LEAST_SHARE * rows); i++) {
            Relation best = best(field, left);
            if (best == null) {
                break;
            }
            for (int offsets = 0; best != null && offsets < MOST_OFFSETS; offsets++) {
                found.add(best);
                left = notTold(values, left, best);
                best = withOtherOffset(best, values, left);
            }
        }
        return found;
    }

    private int[] notTold(double[] values, int[] rows, Relation relation) {
        return Arrays.stream(rows)
                .filter(row ->
                        relation.of(columns[relation.first()][row], columns[relation.second()][row]) != values[row])
                .toArray();
    }

    /** The same with the offset that is right most often for these rows; null where that is too seldom. */
    private Relation withOtherOffset(Relation relation, double[] values, int[] left) {
        Relation bare = new Relation(relation.form(), relation.first(), relation.second(), relation.sign(), 0);
        if (relation.form() == Form.UNION || left.length == 0) {
            return null;
        }
        double[] asked = pick(values, left);
        double[] told = bare.bases(columns, left);
        Mode offset = mode(offsets(bare, asked, told));
        boolean isMuch = offset.count() >= Math.max(LEAST_OFFSET_ROWS, LEAST_OFFSET_SHARE * rows);
        return isMuch && isMoreThanChance(bare, asked, told, offset)
                ? new Relation(bare.form(), bare.first(), bare.second(), bare.sign(), offset.value())
                : null;
    }

    private Relation best(int field, int[] left) {
        double[] asked = pick(columns[field], left);
        int[] look = left.length <= FIRST_LOOK ? left : Arrays.copyOf(shuffled(left), FIRST_LOOK);
        double[] lookAsked = pick(columns[field], look);
        Relation best = null;
        double most = LEAST_SHARE * rows;
        for (Relation candidate : candidates(field).toList()) {
            if (candidate.form() == Form.UPPER_BYTE) {
                continue;
            }
            double firstShare = mode(offsets(candidate, lookAsked, candidate.bases(columns, look)))
                            .count()
                    / (double) look.length;
            if (firstShare < 0.5 * most / left.length) {
                continue;
            }
            double[] told = candidate.bases(columns, left);
            Mode offset = mode(offsets(candidate, asked, told));
            if (offset.count() > most && isMoreThanChance(candidate, asked, told, offset)) {
                best = new Relation(
                        candidate.form(), candidate.first(), candidate.second(), candidate.sign(), offset.value());
                // One that is as good must not be less simple.
                most = offset.count();
            }
        }
        return best;
    }

    private static boolean isMoreThanChance(Relation relation, double[] asked, double[] told, Mode offset) {
        double[] right = IntStream.range(0, asked.length)
                .filter(i -> relation.offsetTo(asked[i], told[i]) == offset.value())
                .mapToDouble(i -> asked[i])
                .distinct()
                .toArray();
        if (right.length < LEAST_VALUES) {
            return false;
        }
        double[] mixed = new double[told.length];
        int[] order = shuffled(IntStream.range(0, told.length).toArray());
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = told[order[i]];
        }
        return offset.count()
                >= LEAST_LIFT * mode(offsets(relation, asked, mixed)).count();
    }

    /** Simple ones first. */
    private Stream<Relation> candidates(int field) {
        int[] earlier = IntStream.range(0, field).filter(this::tells).toArray();
        List<Relation> candidates = new ArrayList<>();
        for (int a : earlier) {
            add(candidates, Form.SAME, a, a);
            candidates.add(new Relation(Form.TIMES, a, a, 1, 0));
        }
        for (int a : earlier) {
            candidates.add(new Relation(Form.UPPER_BYTE, a, a, 1, 0));
            for (int b : earlier) {
                if (a < b) {
                    add(candidates, Form.SUM, a, b);
                    add(candidates, Form.GREATER, a, b);
                    candidates.add(new Relation(Form.UNION, a, b, 1, 0));
                    add(candidates, Form.DIFFERENCE, a, b);
                }
            }
        }
        return candidates.stream();
    }

    private static void add(List<Relation> candidates, Form form, int a, int b) {
        candidates.add(new Relation(form, a, b, 1, 0));
        candidates.add(new Relation(form, a, b, -1, 0));
    }

    /** Whether a field has numbers, and not always the same. */
    private boolean tells(int field) {
        double first = columns[field][0];
        boolean differs = false;
        for (int row = 0; row < rows; row++) {
            if (Double.isNaN(columns[field][row])) {
                continue;
            }
            differs |= columns[field][row] != first;
        }
        return differs;
    }

    private int[] present(int field) {
        return IntStream.range(0, rows)
                .filter(row -> !Double.isNaN(columns[field][row]))
                .toArray();
    }

    private int[] rare(double[] values, int[] among) {
        double[] sorted = pick(values, among);
        Arrays.sort(sorted);
        return Arrays.stream(among)
                .filter(row -> count(sorted, values[row]) < FREQUENT * rows)
                .toArray();
    }

    private static int count(double[] sorted, double value) {
        int from = lowerBound(sorted, value);
        int to = lowerBound(sorted, Math.nextUp(value));
        return to - from;
    }

    private static int lowerBound(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, value);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && sorted[at - 1] == value) {
            at--;
        }
        return at;
    }

    private record Mode(double value, int count) {}

    /** The most frequent number; NaN does not count. */
    private static Mode mode(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        Mode mode = new Mode(Double.NaN, 0);
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                if (i - from > mode.count() && !Double.isNaN(sorted[from])) {
                    mode = new Mode(sorted[from], i - from);
                }
                from = i;
            }
        }
        return mode;
    }

    private static double[] offsets(Relation relation, double[] asked, double[] told) {
        double[] offsets = new double[asked.length];
        for (int i = 0; i < asked.length; i++) {
            offsets[i] = relation.offsetTo(asked[i], told[i]);
        }
        return offsets;
    }

    private static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static int[] shuffled(int[] values) {
        int[] shuffled = values.clone();
        SplittableRandom random = new SplittableRandom(values.length);
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swapped;
        }
        return shuffled;
    }
}
