package org.flowfoundry.etl.simulate.traffic;

import java.util.function.LongConsumer;
import java.util.function.LongToDoubleFunction;

/**
 * A Poisson process whose rate changes with time.
 *
 * @param perSecond the rate, by microseconds since 1970 UTC; it should change little within some seconds
 */
public record ArrivalProcess(LongToDoubleFunction perSecond) {

    /** Time in which the rate is taken as constant, microseconds. */
    static final long SLOT = 10_000_000;

    /** Gives the arrivals in [from, to), in no order. */
    public void arrivals(long from, long to, RandomStream random, LongConsumer arrival) {
        for (long slot = from; slot < to; slot += SLOT) {
            long length = Math.min(SLOT, to - slot);
            int count = random.poisson(perSecond.applyAsDouble(slot + length / 2) * length / 1e6);
            for (int i = 0; i < count; i++) {
                arrival.accept(slot + (long) (random.uniform() * length));
            }
        }
    }
}
