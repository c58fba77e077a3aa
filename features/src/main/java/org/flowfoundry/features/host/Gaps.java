package org.flowfoundry.features.host;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * The times between consecutive flow starts, in seconds, of starts given in order. No list of starts is kept: two stretches
 * of time, one wholly before the other, merge by the one gap between them.
 */
final class Gaps {

    private static final double MICROS = 1e6;

    private long starts;
    private long first;
    private long last;
    private Moments moments = new Moments();

    /** Adds a start, in microseconds, not before any added so far. */
    void add(long start) {
        if (starts == 0) {
            first = start;
        } else {
            moments.add((start - last) / MICROS);
        }
        last = start;
        starts++;
    }

    void append(Gaps later) {
        if (later.starts == 0) {
            return;
        }
        if (starts == 0) {
            first = later.first;
        } else {
            moments.add((later.first - last) / MICROS);
        }
        moments.append(later.moments);
        last = later.last;
        starts += later.starts;
    }

    long starts() {
        return starts;
    }

    /** Microseconds since 1970; null without a start. */
    Long first() {
        return starts == 0 ? null : (Long) first;
    }

    /** Microseconds since 1970; null without a start. */
    Long last() {
        return starts == 0 ? null : (Long) last;
    }

    /** Of the gaps in seconds: there is one less than there are starts. */
    Moments moments() {
        return moments;
    }

    void write(Output out) {
        out.writeVarLong(starts, true);
        out.writeVarLong(first, true);
        out.writeVarLong(last, true);
        moments.write(out);
    }

    static Gaps read(Input in) {
        Gaps gaps = new Gaps();
        gaps.starts = in.readVarLong(true);
        gaps.first = in.readVarLong(true);
        gaps.last = in.readVarLong(true);
        gaps.moments = Moments.read(in);
        return gaps;
    }
}
