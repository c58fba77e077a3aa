package org.flowfoundry.training.collective;

import java.nio.ByteBuffer;

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

    @Override
    void close();
}
