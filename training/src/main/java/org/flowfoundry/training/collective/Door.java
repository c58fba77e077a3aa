package org.flowfoundry.training.collective;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Where a worker lets its neighbour in: a TCP port and, where the machine has them, a Unix domain socket. */
final class Door implements AutoCloseable {

    /** A caller that has said nothing for so long is none of ours. */
    private static final long GREETING_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** The longest path that a Unix domain socket can have. */
    private static final int LONGEST_PATH = 100;

    private final ServerSocketChannel port;
    private final ServerSocketChannel socket;
    private final Path folder;
    private final DoorAddress address;

    private Door(ServerSocketChannel port, ServerSocketChannel socket, Path folder, DoorAddress address) {
        this.port = port;
        this.socket = socket;
        this.folder = folder;
        this.address = address;
    }

    static Door open(InetAddress host) throws IOException {
        byte[] secret = new byte[DoorAddress.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        ServerSocketChannel port = ServerSocketChannel.open().bind(new InetSocketAddress(host, 0));
        // Its owner's only: another user cannot even knock.
        Path folder = Files.createTempDirectory("ff");
        Path path = folder.resolve("ring").toAbsolutePath();
        ServerSocketChannel socket = listenAt(path);
        return new Door(
                port,
                socket,
                folder,
                new DoorAddress(
                        host.getHostAddress(),
                        port.socket().getLocalPort(),
                        socket == null ? "" : path.toString(),
                        secret));
    }

    /** Null where the system has no such sockets, or not there: workers then meet at the port. */
    private static ServerSocketChannel listenAt(Path path) throws IOException {
        if (path.toString().length() > LONGEST_PATH) {
            return null;
        }
        ServerSocketChannel socket = null;
        try {
            socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            return socket.bind(UnixDomainSocketAddress.of(path));
        } catch (IOException | UnsupportedOperationException e) {
            closeQuietly(socket);
            return null;
        }
    }

    DoorAddress address() {
        return address;
    }

    /** Says who calls. The few bytes go into the connection's buffer, whether or not the other side listens yet. */
    static void knock(SocketChannel channel, byte[] secret, int rank) throws IOException {
        ByteBuffer greeting = ByteBuffer.allocate(DoorAddress.SECRET_BYTES + Integer.BYTES);
        greeting.put(secret).putInt(rank).flip();
        while (greeting.hasRemaining()) {
            channel.write(greeting);
        }
    }

    /** Waits for a worker; any other caller is turned away. */
    SocketChannel admit(int rank, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (Selector selector = Selector.open()) {
            for (ServerSocketChannel listening : socket == null ? List.of(port) : List.of(port, socket)) {
                listening.configureBlocking(false);
                listening.register(selector, SelectionKey.OP_ACCEPT);
            }
            while (true) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || Thread.currentThread().isInterrupted()) {
                    throw new IOException(
                            "worker " + rank + " did not come within " + limit.toMillis() / 1000.0 + " s");
                }
                selector.select(Math.max(1, left / 1_000_000));
                for (SelectionKey key : selector.selectedKeys()) {
                    SocketChannel caller = ((ServerSocketChannel) key.channel()).accept();
                    if (caller != null && isWorker(caller, rank)) {
                        return caller;
                    }
                    closeQuietly(caller);
                }
                selector.selectedKeys().clear();
            }
        }
    }

    private boolean isWorker(SocketChannel caller, int rank) {
        ByteBuffer greeting = ByteBuffer.allocate(DoorAddress.SECRET_BYTES + Integer.BYTES);
        long deadline = System.nanoTime() + GREETING_NANOS;
        try (Selector selector = Selector.open()) {
            caller.configureBlocking(false);
            SelectionKey key = caller.register(selector, SelectionKey.OP_READ);
            while (greeting.hasRemaining()) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || caller.read(greeting) < 0) {
                    return false;
                }
                if (greeting.hasRemaining()) {
                    selector.select(Math.max(1, left / 1_000_000));
                    selector.selectedKeys().clear();
                }
            }
            key.cancel();
        } catch (IOException e) {
            return false;
        }
        byte[] secret = Arrays.copyOf(greeting.array(), DoorAddress.SECRET_BYTES);
        return MessageDigest.isEqual(secret, address.secret()) && greeting.getInt(DoorAddress.SECRET_BYTES) == rank;
    }

    static void closeQuietly(Channel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // A connection that is given up: nobody waits for it any more.
        }
    }

    @Override
    public void close() throws IOException {
        closeQuietly(port);
        closeQuietly(socket);
        Files.deleteIfExists(folder.resolve("ring"));
        Files.deleteIfExists(folder);
    }
}
