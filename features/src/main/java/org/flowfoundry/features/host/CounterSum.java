package org.flowfoundry.features.host;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** The sum of a counter that not every flow carries. Stays at the largest long where it would overflow. */
final class CounterSum {

    private long sum;
    private long known;

    void add(Long value) {
        if (value != null) {
            add(value, 1);
        }
    }

    void append(CounterSum later) {
        add(later.sum, later.known);
    }

    /** Null where no flow carried the counter. */
    Long value() {
        return known == 0 ? null : sum;
    }

    void write(Output out) {
        out.writeVarLong(sum, true);
        out.writeVarLong(known, true);
    }

    static CounterSum read(Input in) {
        CounterSum counter = new CounterSum();
        counter.sum = in.readVarLong(true);
        counter.known = in.readVarLong(true);
        return counter;
    }

    private void add(long value, long values) {
        long total = sum + value;
        boolean overflows = value > 0 && total < sum;
        sum = overflows ? Long.MAX_VALUE : total;
        known += values;
    }
}
