package org.flowfoundry.features.host;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

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

    void write(DataOutput out) throws IOException {
        out.writeLong(sum);
        out.writeLong(known);
    }

    static CounterSum read(DataInput in) throws IOException {
        CounterSum counter = new CounterSum();
        counter.sum = in.readLong();
        counter.known = in.readLong();
        return counter;
    }

    private void add(long value, long values) {
        long total = sum + value;
        boolean overflows = value > 0 && total < sum;
        sum = overflows ? Long.MAX_VALUE : total;
        known += values;
    }
}
