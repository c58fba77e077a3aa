package org.flowfoundry.training.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RendezvousTest {

    @Test
    void oneWorkerNeedsNobody() throws Exception {
        try (AllReduce alone = new Rendezvous(0, 1, Ring.loopback(), Ring.LIMIT).meet(text -> {
            throw new AssertionError("nobody to tell");
        })) {
            ByteBuffer bytes = Ring.direct(new float[] {1, 2});
            alone.sum(bytes);

            assertThat(Ring.floats(bytes)).containsExactly(1, 2);
            assertThat(alone.gather(-5)).containsExactly(-5);
        }
    }

    /** Doors told without their sockets are those of workers on other machines. */
    @Test
    void workersOfSeveralMachinesMeetThroughTcp() throws Exception {
        Function<String, String[]>[] exchange = Ring.exchanges(3);

        List<long[]> gathered = Ring.threads(3, rank -> {
            Function<String, String[]> far =
                    text -> exchange[rank].apply(text.substring(0, text.lastIndexOf('\t') + 1));
            try (AllReduce ring = new Rendezvous(rank, 3, Ring.loopback(), Ring.LIMIT).meet(far)) {
                return ring.gather(rank);
            }
        });

        assertThat(gathered).allSatisfy(all -> assertThat(all).containsExactly(0, 1, 2));
    }

    @Test
    void callersWithoutTheSecretAreTurnedAway() throws Exception {
        Function<String, String[]>[] exchange = Ring.exchanges(2);

        List<long[]> gathered = Ring.threads(2, rank -> {
            Function<String, String[]> withStrangers = text -> {
                String[] doors = exchange[rank].apply(text);
                strangersKnock(doors[rank]);
                return exchange[rank].apply(text);
            };
            try (AllReduce ring = new Rendezvous(rank, 2, Ring.loopback(), Ring.LIMIT).meet(withStrangers)) {
                return ring.gather(rank);
            }
        });

        assertThat(gathered).allSatisfy(all -> assertThat(all).containsExactly(0, 1));
    }

    private static void strangersKnock(String door) {
        try {
            DoorAddress address = DoorAddress.parse(door);
            InetSocketAddress port = new InetSocketAddress(address.host(), address.port());
            SocketChannel guesses = SocketChannel.open(port);
            Door.knock(guesses, new byte[DoorAddress.SECRET_BYTES], 0);
            SocketChannel leaves = SocketChannel.open(port);
            leaves.write(ByteBuffer.wrap("GET / HTTP".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            leaves.close();
            SocketChannel wrongRank = SocketChannel.open(port);
            Door.knock(wrongRank, address.secret(), 7);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aNeighbourThatDoesNotComeIsWaitedForNoLongerThanTheLimit() throws Exception {
        Function<String, String[]>[] exchange = Ring.exchanges(2);

        assertThatThrownBy(() -> Ring.threads(2, rank -> {
                    if (rank == 1) {
                        try (Door door = Door.open(Ring.loopback())) {
                            assertThat(exchange[1].apply(door.address().text())).hasSize(2);
                            Thread.sleep(1000);
                            return null;
                        }
                    }
                    return new Rendezvous(0, 2, Ring.loopback(), Duration.ofMillis(200)).meet(exchange[0]);
                }))
                .isInstanceOf(LostPeerException.class)
                .hasMessageContaining("Worker 0 of 2 cannot meet its neighbours: worker 1 did not come within 0.2 s");
    }

    @Test
    void anAddressThatIsNoneIsAnError() {
        assertThatThrownBy(() -> DoorAddress.parse("127.0.0.1\t80"))
                .isInstanceOf(IOException.class)
                .hasMessage("Not an address: '127.0.0.1\t80'");
    }
}
