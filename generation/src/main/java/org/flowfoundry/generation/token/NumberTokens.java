package org.flowfoundry.generation.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.flowfoundry.training.record.RecordField;

/**
 * A field of numbers. Tokens of its first slot, in order: none; that it follows from other fields, one for each relation; values
 * that are frequent; and for what is left, bins of as many values each. The second slot, where there are bins, says where in its
 * bin a number lies: 0 where it is in none. A place is a stretch, or a single value that several records have: timers and sums
 * that exporters write as numbers have values between which there is nothing.
 *
 * @param relations of the tokens from 1 on
 * @param frequent values, ascending
 * @param bins (bins, places + 1): ends of each bin's places, ascending; a value that has a place of its own is there twice
 * @param steps (bins): of which all its numbers are multiples; 0 = of none
 * @param counts (bins, places): how many records have their number there
 * @param mayBeAbsent whether none is ever given
 * @param lowest number there was, and no lower one is made
 * @param highest number there was
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record NumberTokens(
        RecordField field,
        List<Relation> relations,
        double[] frequent,
        double[][] bins,
        double[] steps,
        int[][] counts,
        boolean mayBeAbsent,
        double lowest,
        double highest)
        implements FieldTokens {

    /** Stretches of a bin, before its single values part them. */
    private static final int STRETCHES = 16;

    private static final int MOST_SINGLES = 24;
    private static final int MOST_BINS = 48;
    private static final int ROWS_PER_BIN = 20;
    private static final int MOST_FREQUENT = 512;

    /** A value of fewer records may give one of them away. */
    private static final int LEAST_RECORDS = 5;

    /** A value of such a share of records is a token: of fewer, how it hangs together with other fields would not be learned. */
    private static final double LEAST_SHARE = 1.0 / 400;

    /** Added to how often each place was seen. */
    private static final double UNSEEN = 0.1;

    private static final float NEVER = -20;

    public NumberTokens {
        relations = List.copyOf(relations);
        boolean sound = field != null
                && frequent != null
                && bins != null
                && steps != null
                && steps.length == bins.length
                && counts != null
                && counts.length == bins.length
                && isAscending(frequent);
        for (int i = 0; sound && i < bins.length; i++) {
            sound = bins[i].length > 1 && counts[i].length == bins[i].length - 1 && isAscending(bins[i]);
        }
        if (!sound) {
            throw new IllegalArgumentException(
                    "a field of numbers needs ascending values, and bins of ascending places");
        }
    }

    private static boolean isAscending(double[] values) {
        for (int i = 1; i < values.length; i++) {
            if (!(values[i] >= values[i - 1])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Fits tokens of a number that follows from no other and is always there. Each value that gives nobody away is one, however
     * small its share.
     *
     * @param values (rows) of numbers; at least one
     */
    public static NumberTokens fit(RecordField field, double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        double[] frequent = frequent(sorted, LEAST_RECORDS, MOST_FREQUENT);
        double[] rest = Arrays.stream(sorted)
                .filter(value -> Arrays.binarySearch(frequent, value) < 0)
                .toArray();
        double[][] bins = bins(rest);
        return new NumberTokens(
                field,
                List.of(),
                frequent,
                bins,
                steps(bins, rest, field.decimals()),
                counts(bins, rest),
                false,
                sorted[0],
                sorted[sorted.length - 1]);
    }

    /**
     * Fits tokens.
     *
     * @param values (rows); NaN = none
     * @param followed (rows): whether a relation tells the value
     */
    static NumberTokens fit(RecordField field, double[] values, List<Relation> relations, boolean[] followed) {
        double[] present = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double[] frequent = frequent(present, Math.max(LEAST_RECORDS, LEAST_SHARE * present.length), MOST_FREQUENT);
        List<Double> rest = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i]) && !followed[i] && Arrays.binarySearch(frequent, values[i]) < 0) {
                rest.add(values[i]);
            }
        }
        double[] sorted =
                rest.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double[][] bins = bins(sorted);
        double lowest = present.length == 0 ? 0 : present[0];
        double highest = present.length == 0 ? 0 : present[present.length - 1];
        return new NumberTokens(
                field,
                relations,
                frequent,
                bins,
                steps(bins, sorted, field.decimals()),
                counts(bins, sorted),
                present.length < values.length || present.length == 0,
                lowest,
                highest);
    }

    private record Counted(double value, int count) {}

    /** The most frequent values, ascending, of those that so many records have. */
    private static double[] frequent(double[] sorted, double least, int most) {
        List<Counted> counted = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                if (i - from >= least) {
                    counted.add(new Counted(sorted[from], i - from));
                }
                from = i;
            }
        }
        return counted.stream()
                .sorted(Comparator.comparingInt(one -> -one.count()))
                .limit(most)
                .mapToDouble(Counted::value)
                .sorted()
                .toArray();
    }

    private static double[][] bins(double[] sorted) {
        if (sorted.length == 0) {
            return new double[0][];
        }
        int count = Math.max(1, Math.min(MOST_BINS, sorted.length / ROWS_PER_BIN));
        double[][] bins = new double[count][];
        for (int bin = 0; bin < count; bin++) {
            int from = (int) ((long) bin * sorted.length / count);
            int to = (int) ((long) (bin + 1) * sorted.length / count) - 1;
            bins[bin] = places(Arrays.copyOfRange(sorted, from, to + 1));
        }
        return bins;
    }

    private static int[][] counts(double[][] bins, double[] values) {
        int[][] counts = new int[bins.length][];
        Arrays.setAll(counts, bin -> new int[bins[bin].length - 1]);
        for (double value : values) {
            int bin = bin(bins, value);
            counts[bin][place(bins[bin], value)]++;
        }
        return counts;
    }

    private static double[] steps(double[][] bins, double[] values, int decimals) {
        double scale = Math.pow(10, Math.max(0, decimals));
        double[] steps = new double[bins.length];
        int[] numbers = new int[bins.length];
        for (double value : values) {
            int bin = bin(bins, value);
            steps[bin] = divisor(Math.abs(Math.rint(value * scale)), steps[bin]);
            numbers[bin]++;
        }
        for (int bin = 0; bin < steps.length; bin++) {
            // What few numbers have in common would tell which they are.
            steps[bin] = numbers[bin] < ROWS_PER_BIN ? 0 : steps[bin];
        }
        // Of units each number is a multiple.
        return Arrays.stream(steps).map(step -> step > 1 ? step / scale : 0).toArray();
    }

    /** The greatest that both are whole multiples of (Euclid). */
    private static double divisor(double a, double b) {
        double greater = a;
        double smaller = b;
        while (smaller >= 1) {
            double rest = greater % smaller;
            greater = smaller;
            smaller = rest;
        }
        return greater;
    }

    /** (tokens of the first slot x tokens of the second): logarithms of shares. */
    float[] placeLogits() {
        int values = slots()[0];
        int places = slots()[1];
        float[] logits = new float[values * places];
        Arrays.fill(logits, NEVER);
        for (int token = 0; token < values; token++) {
            int bin = token - relationsEnd() - frequent.length;
            if (bin < 0) {
                logits[token * places] = 0;
            } else {
                double all = Arrays.stream(counts[bin]).sum() + UNSEEN;
                for (int place = 0; place < counts[bin].length; place++) {
                    logits[token * places + 1 + place] = (float) Math.log((counts[bin][place] + UNSEEN) / all);
                }
            }
        }
        return logits;
    }

    private static double[] places(double[] sorted) {
        double[] singles = frequent(sorted, LEAST_RECORDS, MOST_SINGLES);
        double[] stretched = Arrays.stream(sorted)
                .filter(value -> Arrays.binarySearch(singles, value) < 0)
                .toArray();
        DoubleStream ends = DoubleStream.concat(Arrays.stream(singles), Arrays.stream(singles));
        if (stretched.length > 0) {
            DoubleStream quantiles = IntStream.rangeClosed(0, STRETCHES)
                    .mapToDouble(place -> quantile(stretched, 0, stretched.length - 1, place / (double) STRETCHES));
            ends = DoubleStream.concat(ends, quantiles.distinct());
        }
        double[] places = ends.sorted().toArray();
        return places.length > 1 ? places : new double[] {places[0], places[0]};
    }

    private static double quantile(double[] sorted, int from, int to, double share) {
        double at = from + share * (to - from);
        int below = (int) at;
        int above = Math.min(to, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    @Override
    public int[] slots() {
        int values = 1 + relations.size() + frequent.length + bins.length;
        return bins.length == 0 ? new int[] {values} : new int[] {values, 1 + mostPlaces()};
    }

    private int mostPlaces() {
        return Arrays.stream(bins).mapToInt(ends -> ends.length - 1).max().orElse(0);
    }

    /** Tokens before those of frequent values. */
    private int relationsEnd() {
        return 1 + relations.size();
    }

    /**
     * The first slot's token.
     *
     * @param told (relations): what each says
     */
    int token(double value, double[] told) {
        if (Double.isNaN(value)) {
            return 0;
        }
        for (int i = 0; i < told.length; i++) {
            if (told[i] == value) {
                return 1 + i;
            }
        }
        if (frequent.length == 0 && bins.length == 0) {
            // Of a field that no record of the sample had, or that always followed.
            return 0;
        }
        int exact = Arrays.binarySearch(frequent, value);
        if (exact >= 0) {
            return relationsEnd() + exact;
        }
        return bins.length > 0 ? relationsEnd() + frequent.length + bin(bins, value) : relationsEnd() + nearest(value);
    }

    /** The second slot's token of a number with this first one. */
    int place(double value, int token) {
        int bin = token - relationsEnd() - frequent.length;
        if (bin < 0) {
            return 0;
        }
        return 1 + place(bins[bin], value);
    }

    private static int place(double[] ends, double value) {
        int place = 0;
        for (int next = 1; next < ends.length - 1 && value >= ends[next]; next++) {
            // Behind a single value's place comes a stretch that begins with it: it stays where it is alone.
            boolean isSingle = ends[place] == ends[place + 1] && value == ends[place];
            place = isSingle ? place : next;
        }
        return place;
    }

    private static int bin(double[][] bins, double value) {
        int bin = 0;
        while (bin < bins.length - 1 && value >= bins[bin + 1][0]) {
            bin++;
        }
        return bin;
    }

    private int nearest(double value) {
        int best = 0;
        for (int i = 1; i < frequent.length; i++) {
            if (Math.abs(frequent[i] - value) < Math.abs(frequent[best] - value)) {
                best = i;
            }
        }
        return best;
    }

    /** Whether the token says that the number follows from others. */
    boolean isRelation(int token) {
        return token >= 1 && token < relationsEnd();
    }

    /** The relation of such a token. */
    Relation relation(int token) {
        return relations.get(token - 1);
    }

    /** A number of tokens that are no relation's; NaN = none. In a bin it is drawn between the place's ends. */
    double decode(int token, int place, SplittableRandom random) {
        if (token == 0 && mayBeAbsent) {
            return Double.NaN;
        }
        // None was never learned; where a network that knows little says it all the same, it is the first value.
        int value = Math.max(0, token - relationsEnd());
        if (value < frequent.length) {
            return frequent[value];
        }
        if (bins.length == 0) {
            return frequent.length == 0 ? lowest : frequent[frequent.length - 1];
        }
        double[] ends = bins[value - frequent.length];
        // Other bins may have more places: where a network that knows little gives one of theirs, it is the last.
        int at = Math.min(Math.max(0, place - 1), ends.length - 2);
        double number = ends[at] + random.nextDouble() * (ends[at + 1] - ends[at]);
        double step = steps[value - frequent.length];
        return rounded(step > 0 ? Math.rint(number / step) * step : number);
    }

    /** Within what was seen, to the decimals that the source has. */
    double rounded(double value) {
        double scale = Math.pow(10, Math.max(0, field.decimals()));
        double rounded = Math.abs(value) < 1e15 / scale ? Math.rint(value * scale) / scale : value;
        return Math.max(lowest, Math.min(highest, rounded));
    }
}
