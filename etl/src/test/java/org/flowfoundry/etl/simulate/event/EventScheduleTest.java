package org.flowfoundry.etl.simulate.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.simulate.traffic.Conversation;
import org.flowfoundry.etl.simulate.traffic.HostPool;
import org.flowfoundry.etl.simulate.traffic.Label;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.Subnet;
import org.flowfoundry.etl.simulate.traffic.TrafficSource;
import org.junit.jupiter.api.Test;

class EventScheduleTest {

    private static final long HOUR = 3_600_000_000L;
    private static final RandomStream RANDOM = new RandomStream(1);
    private static final HostPool INSIDE = HostPool.in(Subnet.of("10.0.0.0/24", 1), 20, 0, 0, RANDOM);
    private static final HostPool OUTSIDE = HostPool.in(Subnet.of("172.16.0.0/16", 2), 20, 0, 0, RANDOM);

    private static List<Conversation> play(TrafficSource source, long from, long to) {
        List<Conversation> strokes = new ArrayList<>();
        source.emit(from, to, new RandomStream(2), strokes::add);
        return strokes;
    }

    @Test
    void eachKindHappensAtLeastOnceAndInTime() {
        List<EventKind> kinds = List.of(
                EventKinds.verticalScan(1, 2_000, OUTSIDE, INSIDE),
                EventKinds.bruteForce(0.1, 900, OUTSIDE, INSIDE),
                EventKinds.botnet(1, 3, 120, INSIDE, OUTSIDE));
        for (int hours : new int[] {1, 24, 48}) {
            long end = 100 * HOUR + hours * HOUR;
            List<TrafficSource> events = new EventSchedule("net", 100 * HOUR, end).plan(kinds, RANDOM);
            assertThat(events).hasSize(hours == 48 ? 5 : 3);
            for (TrafficSource event : events) {
                assertThat(play(event, 100 * HOUR, end)).isNotEmpty().allSatisfy(stroke -> {
                    assertThat(stroke.cause().event()).isEqualTo(event.name());
                    assertThat(event.name())
                            .startsWith("net-")
                            .endsWith(stroke.cause().label().text());
                });
                assertThat(play(event, 0, 100 * HOUR)).isEmpty();
                assertThat(play(event, end, end + HOUR)).isEmpty();
            }
        }
    }

    @Test
    void beaconsAreTheSameInAnySteps() {
        EventWindow window = new EventWindow("b", Label.BOTNET_BEACON, 0, HOUR);
        TrafficSource botnet =
                Events.botnet(window, INSIDE.some(3, RANDOM), OUTSIDE.hosts().get(0), 60, RANDOM);
        List<Conversation> whole = play(botnet, 0, HOUR);
        List<Conversation> steps = new ArrayList<>();
        for (long from = 0; from < HOUR; from += 7_000_000) {
            steps.addAll(play(botnet, from, Math.min(HOUR, from + 7_000_000)));
        }
        assertThat(steps).containsExactlyInAnyOrderElementsOf(whole);
        assertThat(whole.size()).isBetween(3 * 57, 3 * 61);
    }

    @Test
    void aCrowdRisesFastAndFades() {
        EventWindow window = new EventWindow("c", Label.BENIGN, 0, HOUR);
        TrafficSource crowd =
                Events.flashCrowd(window, 5_000, OUTSIDE, INSIDE.hosts().get(0));
        int early = play(crowd, 0, HOUR / 3).size();
        int late = play(crowd, 2 * HOUR / 3, HOUR).size();
        assertThat(early).isGreaterThan(5 * late);
        assertThat(play(crowd, 0, HOUR).size()).isBetween(4_700, 5_300);
    }

    @Test
    void aVerticalScanGoesThroughThePorts() {
        EventWindow window = new EventWindow("v", Label.VERTICAL_SCAN, 0, HOUR);
        TrafficSource scan = Events.verticalScan(
                window, 1_000, OUTSIDE.hosts().get(0), INSIDE.hosts().get(0));
        assertThat(play(scan, 0, HOUR).stream()
                        .map(stroke -> stroke.endpoints().destinationPort())
                        .distinct()
                        .count())
                .isGreaterThan(800);
    }
}
