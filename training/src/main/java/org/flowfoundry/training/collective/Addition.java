package org.flowfoundry.training.collective;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.SocketChannel;

/** Received floats on their way to be added to a worker's own. Bytes of a float that is not whole yet wait. */
final class Addition {

    private final ByteBuffer staged =
            ByteBuffer.allocateDirect(RingStream.CHUNK).order(ByteOrder.nativeOrder());
    private final FloatBuffer stagedFloats = staged.asFloatBuffer();
    private final float[] theirs = new float[RingStream.CHUNK / Float.BYTES];
    private final float[] ours = new float[RingStream.CHUNK / Float.BYTES];

    /** Bytes that wait for the rest of their float. */
    int pending() {
        return staged.position();
    }

    /** Bytes read, at most so many; -1 at the end of the stream. */
    int receive(SocketChannel channel, int most) throws IOException {
        if (most <= 0) {
            return 0;
        }
        staged.limit(staged.position() + most);
        return channel.read(staged);
    }

    /** Adds the whole floats that are there to those at a byte position, and returns how many bytes they are. */
    int addTo(ByteBuffer floats, int position) {
        int count = staged.position() / Float.BYTES;
        if (count == 0) {
            return 0;
        }
        FloatBuffer target = floats.duplicate()
                .order(ByteOrder.nativeOrder())
                .position(position)
                .asFloatBuffer();
        // Bulk copies around a loop over arrays, which the compiler vectorises as it does not one over buffers.
        stagedFloats.get(0, theirs, 0, count);
        target.get(0, ours, 0, count);
        for (int i = 0; i < count; i++) {
            ours[i] += theirs[i];
        }
        target.put(0, ours, 0, count);
        staged.limit(staged.position()).position(count * Float.BYTES);
        staged.compact();
        return count * Float.BYTES;
    }
}
