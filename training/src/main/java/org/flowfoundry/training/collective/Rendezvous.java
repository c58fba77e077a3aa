package org.flowfoundry.training.collective;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * How workers find each other: each opens a door, tells the others where it is, and connects to the door of the next.
 * Neighbours that see each other's files talk through a Unix domain socket, others through TCP. A caller must know the
 * door's secret, 16 random bytes told only in the exchange; what flows then is not encrypted.
 */
public final class Rendezvous {

    private static final int BUFFER = 1 << 20;

    private final int rank;
    private final int size;
    private final InetAddress host;
    private final Duration limit;

    /**
     * @param host the address of this worker that others reach
     * @param limit the longest wait for any peer, now and in every sum
     */
    public Rendezvous(int rank, int size, InetAddress host, Duration limit) {
        this.rank = rank;
        this.size = size;
        this.host = host;
        this.limit = limit;
    }

    /**
     * Meets the other workers.
     *
     * @param exchange gives every worker's text, by rank, for this worker's; called once by each, where there are several
     * @throws LostPeerException where a neighbour does not come in time
     */
    public AllReduce meet(Function<String, String[]> exchange) {
        if (size == 1) {
            return new SoleWorker();
        }
        SocketChannel next = null;
        SocketChannel previous = null;
        try (Door door = Door.open(host)) {
            String[] doors = exchange.apply(door.address().text());
            next = connect(DoorAddress.parse(doors[(rank + 1) % size]));
            previous = door.admit((rank + size - 1) % size, limit);
            return new RingAllReduce(rank, size, buffered(next), buffered(previous), limit);
        } catch (IOException e) {
            Door.closeQuietly(next);
            Door.closeQuietly(previous);
            throw new LostPeerException(
                    "Worker " + rank + " of " + size + " cannot meet its neighbours: " + e.getMessage(), e);
        }
    }

    /** Doors are open before their addresses are told, so a connection is made at once or not at all. */
    private SocketChannel connect(DoorAddress address) throws IOException {
        SocketChannel channel = null;
        try {
            channel = near(address);
            if (channel == null) {
                channel = SocketChannel.open();
                int millis = (int) Math.min(limit.toMillis(), Integer.MAX_VALUE);
                channel.socket().connect(new InetSocketAddress(address.host(), address.port()), millis);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            Door.knock(channel, address.secret(), rank);
            return channel;
        } catch (IOException e) {
            Door.closeQuietly(channel);
            throw e;
        }
    }

    /** A connection through the file system; null where that is not the neighbour's. */
    private static SocketChannel near(DoorAddress address) throws IOException {
        Path socket = Path.of(address.socket());
        if (address.socket().isEmpty() || !Files.exists(socket)) {
            return null;
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException e) {
            // The file is there but not the neighbour: a shared temporary folder of two machines.
            channel.close();
            return null;
        }
    }

    private static SocketChannel buffered(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
        return channel;
    }
}
