package org.flowfoundry.generation.series;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How values of a channel and places in [0, 1] stand for each other, in order.
 *
 * @param form how
 * @param greatest value that there is; larger ones are taken for it
 * @param levels the values of {@link Form#LEVELS}, ascending; empty otherwise
 * @param edges (levels + 1) where each level's stretch of [0, 1] begins and ends; empty otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Scale(Form form, double greatest, double[] levels, double[] edges) implements Serializable {

    /** Forms of scales. */
    public enum Form {
        /** value / greatest; whole numbers. */
        LINEAR,
        /** log(1 + value) / log(1 + greatest); whole numbers. */
        LOGARITHMIC,
        /** The middle of the value's stretch, as long as it is frequent: what is common is far from its neighbours. */
        LEVELS
    }

    /** The share of [0, 1] that all levels have equally, however rare. */
    private static final double EVEN_SHARE = 0.05;

    /** More would come too near to each other for floats of 32 bits. */
    static final int MOST_LEVELS = 20_000;

    public Scale {
        if (form == null || levels == null || edges == null || !(greatest > 0 && greatest <= 1e15)) {
            throw new IllegalArgumentException("a scale needs a form, levels, edges and a greatest value above 0");
        }
        boolean levelled = form == Form.LEVELS;
        if (levels.length > MOST_LEVELS
                || levelled == (levels.length == 0)
                || edges.length != (levelled ? levels.length + 1 : 0)) {
            throw new IllegalArgumentException(
                    "a scale of " + levels.length + " levels and " + edges.length + " edges");
        }
        requireAscending(levels);
        requireAscending(edges);
    }

    private static void requireAscending(double[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i]) || (i > 0 && numbers[i] <= numbers[i - 1])) {
                throw new IllegalArgumentException("levels and edges of a scale ascend");
            }
        }
    }

    public static Scale linear(double greatest) {
        return new Scale(Form.LINEAR, greatest, new double[0], new double[0]);
    }

    public static Scale logarithmic(double greatest) {
        return new Scale(Form.LOGARITHMIC, greatest, new double[0], new double[0]);
    }

    /** @param counts how often each value occurs; at least one */
    public static Scale levels(Map<Double, Long> counts) {
        TreeMap<Double, Long> ascending = new TreeMap<>(counts);
        double[] levels =
                ascending.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double all = ascending.values().stream().mapToDouble(Long::doubleValue).sum();
        double[] edges = new double[levels.length + 1];
        int next = 0;
        for (long count : ascending.values()) {
            edges[next + 1] = edges[next] + (1 - EVEN_SHARE) * count / all + EVEN_SHARE / levels.length;
            next++;
        }
        return new Scale(Form.LEVELS, Math.max(1, levels[levels.length - 1]), levels, edges);
    }

    /** The place of a value, 0 to 1. */
    double place(double value) {
        double inRange = Math.max(0, Math.min(greatest, value));
        return switch (form) {
            case LINEAR -> inRange / greatest;
            case LOGARITHMIC -> Math.log1p(inRange) / Math.log1p(greatest);
            case LEVELS -> middle(nearestLevel(value));
        };
    }

    /** Half of the stretch of [0, 1] that is read as a level; 0 of other forms. */
    double spread(double value) {
        if (form != Form.LEVELS) {
            return 0;
        }
        int level = nearestLevel(value);
        return (edges[level + 1] - edges[level]) / 2;
    }

    private double middle(int level) {
        return (edges[level] + edges[level + 1]) / 2;
    }

    private int nearestLevel(double value) {
        int found = Arrays.binarySearch(levels, value);
        if (found >= 0) {
            return found;
        }
        int after = -found - 1;
        if (after == 0 || after == levels.length) {
            return Math.min(after, levels.length - 1);
        }
        return value - levels[after - 1] <= levels[after] - value ? after - 1 : after;
    }

    /** The value of a place: a whole number, or a level. */
    double value(double place) {
        double inRange = Math.max(0, Math.min(1, place));
        return switch (form) {
            case LINEAR -> Math.rint(inRange * greatest);
            case LOGARITHMIC -> Math.rint(Math.expm1(inRange * Math.log1p(greatest)));
            case LEVELS -> levels[levelAt(inRange)];
        };
    }

    private int levelAt(double place) {
        int found = Arrays.binarySearch(edges, place);
        int level = found >= 0 ? found : -found - 2;
        return Math.max(0, Math.min(levels.length - 1, level));
    }
}
