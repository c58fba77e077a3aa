package org.flowfoundry.etl.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.flowfoundry.etl.simulate.traffic.Conversation;
import org.flowfoundry.etl.simulate.traffic.Direction;
import org.flowfoundry.etl.simulate.traffic.Endpoints;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.TrafficSource;
import org.flowfoundry.etl.simulate.traffic.TrafficStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleNetworkTest {

    private static final long HOUR = 3_600_000_000L;
    private static final long MIDNIGHT = SimulateOptions.DEFAULT_START.toEpochMilli() * 1000;

    static Stream<SampleNetwork> networks() {
        return Stream.of(new CampusNetwork(), new IspEdgeNetwork(), new OfficeNetwork());
    }

    private static Period hours(int from, int to) {
        return new Period(MIDNIGHT + from * HOUR, MIDNIGHT + to * HOUR);
    }

    private static List<Conversation> play(SampleNetwork network, Period period, double scale) {
        RandomStream random = new RandomStream(3);
        List<Conversation> all = new ArrayList<>();
        new TrafficStream(network.sources(period, scale, random), random).play(period.start(), period.end(), all::add);
        return all;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void conversationsAreInOrderAndPossible(SampleNetwork network) {
        Period period = hours(9, 10);
        long last = period.start();
        for (Conversation conversation : play(network, period, 0.5)) {
            assertThat(conversation.start()).isBetween(last, period.end() - 1);
            assertThat(conversation.end()).isBetween(conversation.start(), period.end());
            assertThat(conversation.forward().packets()).isPositive();
            assertPossible(conversation.endpoints(), conversation.forward());
            assertPossible(conversation.endpoints(), conversation.reverse());
            last = conversation.start();
        }
    }

    private static void assertPossible(Endpoints endpoints, Direction direction) {
        int leastHeader = (endpoints.ipv6() ? 40 : 20) + (endpoints.protocol() == Endpoints.TCP ? 20 : 8);
        assertThat(direction.bytes()).isBetween(leastHeader * direction.packets(), 1500 * direction.packets());
        assertThat(endpoints.sourcePort()).isBetween(0, 65_535);
        assertThat(endpoints.destinationPort()).isBetween(0, 65_535);
        assertThat(endpoints.source()).isNotEqualTo(endpoints.destination());
        assertThat(endpoints.source().ipv6()).isEqualTo(endpoints.destination().ipv6());
        if (endpoints.protocol() != Endpoints.TCP || direction.packets() == 0) {
            assertThat(direction.tcpFlags()).isZero();
        } else {
            assertThat(direction.tcpFlags()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void daysAreBusierThanNights(SampleNetwork network) {
        assertThat(ordinary(network, hours(18, 19))).isGreaterThan(2 * ordinary(network, hours(3, 4)));
    }

    private static long ordinary(SampleNetwork network, Period period) {
        return play(network, period, 0.3).stream()
                .filter(conversation ->
                        List.of("web", "web_quic").contains(conversation.cause().activity()))
                .filter(conversation -> conversation.cause().event().isEmpty())
                .count();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void sourcesHaveNamesOfTheirOwn(SampleNetwork network) {
        Set<String> names = new HashSet<>();
        for (TrafficSource source : network.sources(hours(0, 48), 1, new RandomStream(1))) {
            assertThat(names.add(source.name())).as(source.name()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void twiceTheScaleIsTwiceTheTraffic(SampleNetwork network) {
        double ratio = (double) play(network, hours(10, 11), 0.8).size()
                / play(network, hours(10, 11), 0.4).size();
        assertThat(ratio).isBetween(1.7, 2.3);
    }
}
