package org.flowfoundry.training.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.flowfoundry.training.collective.AllReduce;

/** What workers sum at once: a vector as long as the parameters', and a few totals behind it. */
final class SharedVector {

    /** The totals, in order. */
    enum Total {
        WEIGHT,
        LOSS,
        TOKENS,
        NORM,
        SKIPPED,
        /** Workers that can go on no longer. */
        STUCK
    }

    private final int size;
    private final ByteBuffer bytes;
    private final FloatBuffer floats;

    SharedVector(int size) {
        this.size = size;
        this.bytes = ByteBuffer.allocateDirect(Math.multiplyExact(size + Total.values().length, Float.BYTES))
                .order(ByteOrder.nativeOrder());
        this.floats = bytes.asFloatBuffer();
    }

    /** The vector's length, without the totals. */
    int size() {
        return size;
    }

    /** The vector, from index 0. */
    FloatBuffer floats() {
        return floats;
    }

    /** Takes in the vector; sets no totals. */
    void load(ByteBuffer vector) {
        floats.put(0, vector.asFloatBuffer(), 0, size);
    }

    void set(Total total, double value) {
        floats.put(size + total.ordinal(), (float) value);
    }

    double get(Total total) {
        return floats.get(size + total.ordinal());
    }

    void sum(AllReduce workers) {
        workers.sum(bytes);
    }
}
