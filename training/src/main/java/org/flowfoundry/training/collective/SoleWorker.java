package org.flowfoundry.training.collective;

import java.nio.ByteBuffer;

/** The sums of one worker: what it has. */
public final class SoleWorker implements AllReduce {

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public void sum(ByteBuffer floats) {}

    @Override
    public void close() {}
}
