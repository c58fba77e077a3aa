package org.flowfoundry.training.collective;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * The ring all-reduce (Patarasuk and Yuan 2009): the vector is cut into a segment per worker; in the first size - 1 rounds
 * every worker adds what it gets from the worker before to its own and passes it on, after which each holds one segment's
 * sum; in the other size - 1 rounds the sums go round. Each worker so sends 2 (size - 1) / size of the vector, whatever the
 * size.
 *
 * <p>What a worker sends in a round is what it got in the round before, so the rounds are one stream: a byte may be sent as
 * soon as it has been worked on. Sending and receiving take turns on the caller's thread, which sleeps in a selector only
 * where neither can go on.
 */
final class RingAllReduce implements AllReduce {

    private final int rank;
    private final int size;
    private final SocketChannel next;
    private final SocketChannel previous;
    private final Selector selector;
    private final SelectionKey canSend;
    private final SelectionKey canReceive;
    private final long limitNanos;
    private final ByteBuffer header = ByteBuffer.allocateDirect(2 * Integer.BYTES);
    private final ByteBuffer expected = ByteBuffer.allocateDirect(2 * Integer.BYTES);
    private final Addition addition = new Addition();
    private int calls;
    private boolean broken;

    /**
     * A ring of connections that are there.
     *
     * @param next where the worker of rank + 1 reads
     * @param previous what the worker of rank - 1 writes
     * @param limit the longest wait for a peer to send or take anything
     */
    RingAllReduce(int rank, int size, SocketChannel next, SocketChannel previous, Duration limit) throws IOException {
        this.rank = rank;
        this.size = size;
        this.next = next;
        this.previous = previous;
        this.limitNanos = limit.toNanos();
        next.configureBlocking(false);
        previous.configureBlocking(false);
        selector = Selector.open();
        canSend = next.register(selector, 0);
        canReceive = previous.register(selector, 0);
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void sum(ByteBuffer floats) {
        if (!floats.isDirect() || floats.order() != ByteOrder.nativeOrder() || floats.limit() % Float.BYTES != 0) {
            throw new IllegalArgumentException("Not a direct buffer of floats in native byte order");
        }
        if (broken) {
            throw new IllegalStateException("The ring is broken");
        }
        broken = true;
        try {
            agree(floats.limit());
            turn(new RingStream(floats, rank, size));
        } catch (IOException e) {
            throw new LostPeerException(
                    "Worker " + rank + " of " + size + " lost a neighbour in the ring: " + e.getMessage(), e);
        }
        broken = false;
    }

    /** Each worker tells the next which call this is and how long its vector is, so that a mix-up is not summed. */
    private void agree(int bytes) throws IOException {
        header.clear().putInt(calls).putInt(bytes).flip();
        expected.clear();
        long last = System.nanoTime();
        while (header.hasRemaining() || expected.hasRemaining()) {
            int moved = header.hasRemaining() ? next.write(header) : 0;
            moved += expected.hasRemaining() ? received(previous.read(expected)) : 0;
            last = moved > 0 ? System.nanoTime() : last;
            if (moved == 0) {
                await(header.hasRemaining(), expected.hasRemaining(), last);
            }
        }
        expected.flip();
        int call = expected.getInt();
        int length = expected.getInt();
        if (call != calls || length != bytes) {
            throw new IllegalStateException("Workers disagree: call " + calls + " of " + bytes + " bytes here, call "
                    + call + " of " + length + " bytes in worker " + (rank + size - 1) % size);
        }
        calls++;
    }

    private void turn(RingStream stream) throws IOException {
        long last = System.nanoTime();
        while (!stream.done()) {
            long moved = stream.send(next);
            moved += received(stream.receive(previous, addition));
            if (moved > 0) {
                last = System.nanoTime();
            } else if (!stream.done()) {
                await(stream.canSend(), stream.canReceive(), last);
            }
        }
    }

    private static int received(int bytes) throws EOFException {
        if (bytes < 0) {
            throw new EOFException("the connection was closed at its other end");
        }
        return bytes;
    }

    private void await(boolean toSend, boolean toReceive, long last) throws IOException {
        long left = limitNanos - (System.nanoTime() - last);
        if (left <= 0) {
            throw new IOException(
                    "nothing came or went for " + Duration.ofNanos(limitNanos).toMillis() / 1000.0 + " s");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("the worker was told to stop");
        }
        canSend.interestOps(toSend ? SelectionKey.OP_WRITE : 0);
        canReceive.interestOps(toReceive ? SelectionKey.OP_READ : 0);
        selector.select(Math.max(1, left / 1_000_000));
        selector.selectedKeys().clear();
    }

    @Override
    public void close() {
        try (selector;
                next;
                previous) {
            broken = true;
        } catch (IOException e) {
            throw new LostPeerException("The ring cannot be closed: " + e.getMessage(), e);
        }
    }
}
