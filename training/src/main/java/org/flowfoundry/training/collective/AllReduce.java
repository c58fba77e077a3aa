package org.flowfoundry.training.collective;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Sums a vector over all workers. Every worker must make the same calls in the same order. */
public interface AllReduce extends AutoCloseable {

    int rank();

    int size();

    /**
     * Replaces the vector by its sum over the workers; all workers end with the same bits.
     *
     * @param floats a direct buffer of 32-bit floats in native byte order, from position 0 to its limit
     * @throws LostPeerException where a peer is gone or does not answer within the time limit
     */
    void sum(ByteBuffer floats);

    /** What every worker says, by rank; all workers get the same. Sent as floats of 16 bits each, which sums keep exactly. */
    default long[] gather(long mine) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(size() * Long.BYTES / Short.BYTES * Float.BYTES)
                .order(ByteOrder.nativeOrder());
        FloatBuffer parts = bytes.asFloatBuffer();
        for (int part = 0; part < 4; part++) {
            parts.put(4 * rank() + part, (mine >>> 16 * part) & 0xffff);
        }
        sum(bytes);
        long[] all = new long[size()];
        for (int i = 0; i < 4 * size(); i++) {
            all[i / 4] |= (long) parts.get(i) << 16 * (i % 4);
        }
        return all;
    }

    @Override
    void close();
}
