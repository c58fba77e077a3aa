package org.flowfoundry.etl.decode.netflow;

/** Makes one number, 1-in-N, of the several ways to say how packets were sampled. */
final class SamplingRate {

    /** Stands for a rate that the fields do not give. */
    static final long NONE = 0;

    private SamplingRate() {}

    /**
     * The effective interval of fields, each -1 or {@link Slot#ABSENT} where it is not there.
     *
     * @param interval IE 34 or 50: one packet in so many
     * @param count IE 305: so many packets taken in a row
     * @param space IE 306: so many passed over between
     * @param size IE 309: so many packets taken
     * @param population IE 310: out of so many
     */
    static long effective(long interval, long count, long space, long size, long population) {
        if (interval > 0) {
            return interval;
        }
        if (count > 0 && space >= 0) {
            return rounded(count + space, count);
        }
        return size > 0 && population >= size ? rounded(population, size) : NONE;
    }

    private static long rounded(long of, long taken) {
        return of <= 0 ? NONE : of / taken + (of % taken * 2 >= taken ? 1 : 0);
    }
}
