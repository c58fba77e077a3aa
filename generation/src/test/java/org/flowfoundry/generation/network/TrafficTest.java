package org.flowfoundry.generation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowfoundry.generation.network.Traffic.Meeting;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final String CLIENTS = "4 internal 2 1";
    private static final String SERVERS = "4 external 1 2";

    private static NetworkModel model(double burst) {
        // 60 pairs of which the largest thirtieth has half of all flows.
        double[] parts = new double[Shares.PARTS];
        Arrays.fill(parts, 0.5 / (Shares.PARTS - 1));
        parts[Shares.PARTS - 1] = 0.5;
        double[] even = IntStream.range(0, Shares.PARTS)
                .mapToDouble(i -> 1.0 / Shares.PARTS)
                .toArray();
        Talk talk = new Talk(
                CLIENTS,
                SERVERS,
                Talk.ANY,
                1_000,
                new Shares(64, parts),
                new Shares(20, even),
                new Shares(5, even),
                0,
                1);
        double[] days = {1, 1, 1, 1, 1, 1, 1};
        return new NetworkModel(Map.of(CLIENTS, 20L, SERVERS, 5L), List.of(talk), days, 1, burst, 2);
    }

    private static List<Meeting> meetings(NetworkModel model, int count) {
        Traffic traffic = new Traffic(model, 1);
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, count)
                .mapToObj(i -> traffic.draw(CLIENTS, SERVERS, "443/6", 12, random))
                .toList();
    }

    @Test
    void hostsAreAsManyAsTheRoleHasAndPairsComeAgain() {
        List<Meeting> meetings = meetings(model(0), 4_000);
        assertThat(meetings.stream().map(Meeting::source).distinct().count()).isEqualTo(20);
        assertThat(meetings.stream().map(Meeting::destination).distinct().count())
                .isEqualTo(5);
        Map<String, Long> pairs = meetings.stream()
                .collect(Collectors.groupingBy(one -> one.source() + " " + one.destination(), Collectors.counting()));
        assertThat(pairs.size()).isBetween(60, 64);
        long busiest = pairs.values().stream()
                .sorted((a, b) -> Long.compare(b, a))
                .limit(2)
                .mapToLong(n -> n)
                .sum();
        assertThat(busiest / 4_000.0).isCloseTo(0.5, within(0.08));
    }

    /** Each of 20 sources has 3 or 4 of the 64 pairs, each of 5 destinations about 13, and hardly a pair is there twice. */
    @Test
    void degreesAreThoseOfTheModel() {
        List<Meeting> pairs = meetings(model(0), 20_000);
        assertThat(others(pairs, Meeting::source, Meeting::destination)).allMatch(others -> others >= 2 && others <= 4);
        assertThat(others(pairs, Meeting::destination, Meeting::source))
                .allMatch(others -> others >= 11 && others <= 14);
    }

    private static Collection<Integer> others(
            List<Meeting> meetings,
            Function<Meeting, SyntheticAddress> host,
            Function<Meeting, SyntheticAddress> other) {
        return meetings.stream()
                .collect(Collectors.groupingBy(
                        host, Collectors.collectingAndThen(Collectors.mapping(other, Collectors.toSet()), Set::size)))
                .values();
    }

    /** Two services with 8 of 16 hosts each: all have to do with one. */
    @Test
    void servicesHaveHostsOfTheirOwn() {
        double[] all = {1};
        Talk web = new Talk(
                CLIENTS, SERVERS, "443/6", 900, new Shares(64, all), new Shares(8, all), new Shares(4, all), 0, 1);
        Talk names = new Talk(
                CLIENTS, SERVERS, "53/17", 300, new Shares(64, all), new Shares(8, all), new Shares(4, all), 0, 1);
        double[] days = {1, 1, 1, 1, 1, 1, 1};
        Traffic traffic =
                new Traffic(new NetworkModel(Map.of(CLIENTS, 16L, SERVERS, 8L), List.of(web, names), days, 1, 0, 1), 1);
        SplittableRandom random = new SplittableRandom(1);
        Set<SyntheticAddress> sources = new HashSet<>();
        Set<SyntheticAddress> destinations = new HashSet<>();
        for (int i = 0; i < 4_000; i++) {
            Meeting meeting = traffic.draw(CLIENTS, SERVERS, i % 2 == 0 ? "443/6" : "53/17", 12, random);
            sources.add(meeting.source());
            destinations.add(meeting.destination());
        }
        assertThat(sources).hasSize(16);
        assertThat(destinations).hasSize(8);
    }

    @Test
    void addressesAreNobodys() {
        for (Meeting meeting : meetings(model(0), 200)) {
            assertThat(meeting.source().low() >> 24).isEqualTo(10);
            assertThat(meeting.destination().low() >> 20).isEqualTo(172 << 4 | 1);
        }
        assertThat(SyntheticAddress.of("6 external 1 1", 3).high()).isEqualTo(0x20010db800000000L);
        assertThat(SyntheticAddress.of("4 multicast - 1", 3).low() >> 8).isEqualTo(233L << 16 | 252L << 8);
    }

    @Test
    void rolesOfOneKindHaveHostsOfTheirOwn() {
        double[] days = {1, 1, 1, 1, 1, 1, 1};
        Map<String, Long> hosts = new HashMap<>(Map.of("4 internal 1 -", 30_000L, "4 internal 2 -", 30_000L));
        Traffic traffic = new Traffic(new NetworkModel(hosts, List.of(), days, 1, 0, 1), 1);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            Meeting meeting = traffic.draw("4 internal 1 -", "4 internal 2 -", "53/17", 0, random);
            assertThat(meeting.source()).isNotEqualTo(meeting.destination());
            assertThat(meeting.source().low()).isLessThan((10L << 24) + 1 + 30_000);
            assertThat(meeting.destination().low()).isGreaterThan((10L << 24) + 30_000);
        }
    }

    @Test
    void burstsFollowAtOnce() {
        Map<String, List<Double>> seconds = meetings(model(1), 2_000).stream()
                .collect(Collectors.groupingBy(
                        one -> one.source() + " " + one.destination(),
                        Collectors.mapping(Meeting::second, Collectors.toList())));
        List<Double> busiest = seconds.values().stream()
                .max((a, b) -> Integer.compare(a.size(), b.size()))
                .orElseThrow();
        double spread = busiest.stream().mapToDouble(d -> d).max().orElseThrow()
                - busiest.stream().mapToDouble(d -> d).min().orElseThrow();
        assertThat(spread).isLessThan(60);
        assertThat(busiest).allMatch(second -> second >= 0 && second < 3600);
    }

    @Test
    void aFlowWithoutAddressesHasNone() {
        Meeting meeting = new Traffic(model(0), 1).draw(null, null, "53/17", 0, new SplittableRandom(1));
        assertThat(meeting.source()).isNull();
        assertThat(meeting.destination()).isNull();
    }
}
