package org.flowfoundry.training.collective;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One sum's bytes through one worker of the ring. In round k, of 2 (size - 1), the worker sends segment rank - k and
 * receives segment rank - k - 1; the first half is added to its own values, the second half replaces them.
 */
final class RingStream {

    /** Bytes written or read at once: sending and receiving take turns at it. */
    static final int CHUNK = 256 * 1024;

    private final ByteBuffer floats;
    private final ByteBuffer outgoing;
    private final ByteBuffer incoming;
    private final int rank;
    private final int size;
    private final int rounds;
    private int sendRound;
    private int sendAt;
    private int receiveRound;
    private int receiveAt;

    RingStream(ByteBuffer floats, int rank, int size) {
        this.floats = floats;
        this.outgoing = floats.duplicate();
        this.incoming = floats.duplicate();
        this.rank = rank;
        this.size = size;
        this.rounds = 2 * (size - 1);
        this.sendAt = start(rank);
        this.receiveAt = start(rank - 1);
    }

    boolean done() {
        return sendRound == rounds && receiveRound == rounds;
    }

    boolean canReceive() {
        return receiveRound < rounds;
    }

    /** Whether there is anything that may be sent: the worker's own segment, and then what has been received. */
    boolean canSend() {
        return sendRound < rounds && sendAt < sendable();
    }

    private int sendable() {
        if (sendRound <= receiveRound) {
            return end(rank - sendRound);
        }
        return sendRound == receiveRound + 1 ? receiveAt : start(rank - sendRound);
    }

    long send(SocketChannel next) throws IOException {
        long sent = 0;
        if (canSend()) {
            outgoing.limit(Math.min(sendable(), sendAt + CHUNK)).position(sendAt);
            sent = next.write(outgoing);
            sendAt += (int) sent;
        }
        while (sendRound < rounds && sendAt == end(rank - sendRound)) {
            sendRound++;
            sendAt = start(rank - sendRound);
        }
        return sent;
    }

    /** Bytes received, -1 at the end of the stream. */
    int receive(SocketChannel previous, Addition addition) throws IOException {
        int got = 0;
        if (canReceive()) {
            int most = Math.min(CHUNK, end(rank - receiveRound - 1) - receiveAt);
            if (receiveRound < size - 1) {
                got = addition.receive(previous, most - addition.pending());
                receiveAt += addition.addTo(floats, receiveAt);
            } else if (most > 0) {
                incoming.limit(receiveAt + most).position(receiveAt);
                got = previous.read(incoming);
                receiveAt += Math.max(got, 0);
            }
        }
        while (receiveRound < rounds && receiveAt == end(rank - receiveRound - 1)) {
            receiveRound++;
            receiveAt = start(rank - receiveRound - 1);
        }
        return got;
    }

    /** Where a segment begins; they differ by one float at most. */
    private int start(int segment) {
        return (int) ((long) floats.limit() / Float.BYTES * Math.floorMod(segment, size) / size) * Float.BYTES;
    }

    private int end(int segment) {
        return (int) ((long) floats.limit() / Float.BYTES * (Math.floorMod(segment, size) + 1) / size) * Float.BYTES;
    }
}
