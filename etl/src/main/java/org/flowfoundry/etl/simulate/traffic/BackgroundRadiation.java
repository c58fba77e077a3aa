package org.flowfoundry.etl.simulate.traffic;

import java.util.List;
import java.util.function.Consumer;

/**
 * The unsolicited packets that reach every address on the Internet: single probes of many ports, and answers to packets
 * that others sent in our name. No event of its own, so benign.
 *
 * @param perHour packets that arrive at the network
 */
public record BackgroundRadiation(String name, double perHour, Subnet origins, Subnet network)
        implements TrafficSource {

    private static final List<Integer> PORTS =
            List.of(23, 22, 445, 80, 443, 3389, 8080, 5555, 2323, 1433, 6379, 8443, 25, 5900, 81);
    private static final List<Integer> UDP_PORTS = List.of(1900, 5060, 123, 161, 53413, 11211);
    private static final Cause CAUSE = Cause.of("background_radiation", "");
    private static final double OVER_UDP = 0.15;
    private static final double ANY_PORT = 0.25;
    private static final double REJECTED = 0.05;

    @Override
    public void emit(long from, long to, RandomStream random, Consumer<Conversation> sink) {
        new ArrivalProcess(at -> perHour / 3600).arrivals(from, to, random, start -> sink.accept(stray(start, random)));
    }

    private Conversation stray(long start, RandomStream random) {
        boolean overUdp = random.chance(OVER_UDP);
        Endpoints endpoints = new Endpoints(
                origins.randomIpv4(random),
                1024 + random.nextInt(64_512),
                network.randomIpv4(random),
                port(overUdp ? UDP_PORTS : PORTS, random),
                overUdp ? Endpoints.UDP : Endpoints.TCP);
        if (overUdp) {
            return Dialogue.oneWay(endpoints, start, 0, 1, 20 + random.nextInt(300), CAUSE);
        }
        Outcome outcome = random.chance(REJECTED) ? Outcome.REJECTED : Outcome.UNANSWERED;
        return Dialogue.probe(endpoints, start, outcome, 1, CAUSE, random);
    }

    private static int port(List<Integer> known, RandomStream random) {
        return random.chance(ANY_PORT) ? 1 + random.nextInt(65_535) : known.get(random.nextInt(known.size()));
    }
}
