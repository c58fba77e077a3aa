package org.flowfoundry.etl.input;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Puts things into bins of about one size, in order: what follows each other in time stays together. */
public final class Packing {

    /** What opening a file costs, as bytes read. */
    private static final long FIXED_COST = 64 * 1024;

    private Packing() {}

    /**
     * Consecutive bins of at least one thing each: about as many as wanted, but none larger than the limit unless a thing
     * alone is.
     */
    public static <T> List<List<T>> pack(List<T> things, ToLongFunction<T> bytes, int wanted, long limit) {
        long cost = things.stream().mapToLong(bytes).sum() + FIXED_COST * things.size();
        return fill(things, thing -> bytes.applyAsLong(thing) + FIXED_COST, Math.min(limit, cost / wanted + 1));
    }

    /** Consecutive bins of at least one thing each, none larger than the limit unless a thing alone is. */
    public static <T> List<List<T>> fill(List<T> things, ToLongFunction<T> size, long limit) {
        List<List<T>> bins = new ArrayList<>();
        long filled = 0;
        for (T thing : things) {
            long more = size.applyAsLong(thing);
            if (bins.isEmpty() || filled + more > limit) {
                bins.add(new ArrayList<>());
                filled = 0;
            }
            bins.get(bins.size() - 1).add(thing);
            filled += more;
        }
        return bins;
    }
}
