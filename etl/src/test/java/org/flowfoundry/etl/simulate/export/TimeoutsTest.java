package org.flowfoundry.etl.simulate.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.simulate.traffic.Address;
import org.flowfoundry.etl.simulate.traffic.Cause;
import org.flowfoundry.etl.simulate.traffic.Conversation;
import org.flowfoundry.etl.simulate.traffic.Direction;
import org.flowfoundry.etl.simulate.traffic.Endpoints;
import org.flowfoundry.etl.simulate.traffic.Outcome;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.Subnet;
import org.junit.jupiter.api.Test;

class TimeoutsTest {

    private static final long SECOND = 1_000_000;
    private static final Vantage VANTAGE = new Vantage(List.of(Subnet.of("10.0.0.0/8", 1)));

    private record Part(long start, long end, long packets, long exportTime, EndReason reason) {}

    private static Conversation conversation(long seconds, long packets, Outcome outcome) {
        Endpoints endpoints =
                new Endpoints(Address.ipv4(0x0a000001), 40_000, Address.ipv4(0xc0000201), 443, Endpoints.TCP);
        Direction forward = new Direction(packets, packets * 1_000, 52, outcome.forwardFlags());
        Direction reverse = new Direction(packets, 0, 52, outcome.reverseFlags());
        return new Conversation(0, seconds * SECOND, endpoints, forward, reverse, outcome, 0, Cause.of("web", "ssl"));
    }

    private static List<Part> split(Conversation conversation, long observationSeconds) {
        List<Part> parts = new ArrayList<>();
        new Timeouts(300, 15, observationSeconds * SECOND)
                .split(
                        conversation,
                        (part, exportTime, reason) -> parts.add(new Part(
                                part.start() / SECOND,
                                part.end() / SECOND,
                                part.forward().packets(),
                                exportTime / SECOND,
                                reason)));
        return parts;
    }

    @Test
    void longFlowsAreCutAtTheActiveTimeout() {
        assertThat(split(conversation(700, 71, Outcome.COMPLETE), 3600))
                .containsExactly(
                        new Part(0, 300, 31, 300, EndReason.ACTIVE_TIMEOUT),
                        new Part(300, 600, 30, 600, EndReason.ACTIVE_TIMEOUT),
                        new Part(600, 700, 10, 700, EndReason.END_OF_FLOW));
    }

    @Test
    void silentStretchesMakeNoRecord() {
        assertThat(split(conversation(1_000, 2, Outcome.COMPLETE), 3600))
                .containsExactly(
                        new Part(0, 300, 1, 300, EndReason.ACTIVE_TIMEOUT),
                        new Part(900, 1_000, 1, 1_000, EndReason.END_OF_FLOW));
    }

    @Test
    void whatHasNoEndWaitsForTheIdleTimeout() {
        assertThat(split(conversation(10, 5, Outcome.OPEN), 3600))
                .containsExactly(new Part(0, 10, 5, 25, EndReason.IDLE_TIMEOUT));
    }

    @Test
    void theEndOfTheObservationEndsAllFlows() {
        assertThat(split(conversation(10, 5, Outcome.OPEN), 20))
                .containsExactly(new Part(0, 10, 5, 19, EndReason.FORCED_END));
    }

    @Test
    void samplingCountsAPacketInSoMany() {
        SampledMeter meter =
                new SampledMeter(10, 2, VANTAGE, new Timeouts(300, 15, 3600 * SECOND), new RandomStream(4));
        List<ExportedFlow> flows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            meter.meter(conversation(20, 100, Outcome.COMPLETE), flows::add);
        }
        assertThat(flows.stream().mapToLong(flow -> flow.counted().packets()).sum())
                .isBetween(9_600L, 10_400L);
        assertThat(flows).allSatisfy(flow -> {
            assertThat(flow.truth().packets()).isEqualTo(100);
            assertThat(flow.counted().reverse()).isEqualTo(Direction.SILENT);
            assertThat(flow.counted().start()).isBetween(0L, flow.counted().end());
            assertThat(flow.counted().end()).isLessThanOrEqualTo(flow.exportTime());
            boolean outward = flow.ingress() > 100;
            assertThat(flow.egress()).matches(index -> outward == (index == 1));
        });
        double withSyn = flows.stream()
                .filter(flow -> (flow.counted().forward().tcpFlags() & 0x02) != 0)
                .count();
        assertThat(withSyn / flows.size()).isBetween(0.06, 0.14);
    }
}
