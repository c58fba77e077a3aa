package org.flowfoundry.etl.simulate.traffic;

import static org.flowfoundry.etl.simulate.traffic.Endpoints.ICMP;
import static org.flowfoundry.etl.simulate.traffic.Endpoints.ICMPV6;
import static org.flowfoundry.etl.simulate.traffic.Endpoints.TCP;

/** Makes conversations: turns payloads into packets of an MTU of 1500 bytes, and round trips into durations. */
public final class Dialogue {

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    /** With the time stamp option that nearly every stack sends. */
    private static final int TCP_HEADER = 32;

    private static final int BARE_TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int ICMP_HEADER = 8;
    private static final int TCP_SEGMENT = 1_428;
    /** QUIC keeps below the path MTU that it is sure of (RFC 9000 section 14). */
    private static final int QUIC_DATAGRAM = 1_252;

    private static final int ECHO_PAYLOAD = 56;
    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_REQUEST_V6 = 128;
    private static final int EPHEMERAL_FROM = 32_768;
    private static final int EPHEMERAL_COUNT = 28_232;
    private static final int NTP_PORT = 123;

    private Dialogue() {}

    /** A client's port as Linux chooses it. */
    public static int ephemeralPort(RandomStream random) {
        return EPHEMERAL_FROM + random.nextInt(EPHEMERAL_COUNT);
    }

    /** An ordinary conversation of a client with a server; one in some tens fails or is broken off. */
    public static Conversation of(Service service, Host client, Host server, long start, RandomStream random) {
        Outcome outcome = service.protocol() == TCP ? tcpOutcome(random) : udpOutcome(random);
        Endpoints endpoints = endpoints(service, client, server, random);
        Cause cause = Cause.of(service);
        if (service == Service.PING) {
            return echo(endpoints, start, outcome, cause, random);
        }
        Volume volume = new Volume(service.requestBytes(random), service.responseBytes(random));
        return exchange(endpoints, start, outcome, volume, service.pace(), cause, random)
                .marked(service.tos());
    }

    /** Payload bytes that each side sends. */
    public record Volume(long request, long response) {
        long total() {
            return request + response;
        }
    }

    /** A conversation of a given volume, at the pace of a service. */
    public static Conversation exchange(
            Endpoints endpoints,
            long start,
            Outcome outcome,
            Volume volume,
            Pace pace,
            Cause cause,
            RandomStream random) {
        return switch (outcome) {
            case UNANSWERED -> probe(endpoints, start, outcome, 1 + random.nextInt(3), cause, random);
            case REJECTED, PROBED, HALF_OPEN -> probe(endpoints, start, outcome, 1, cause, random);
            case ONE_WAY, ANSWERED ->
                new Conversation(
                        start,
                        start + datagramMicros(outcome, volume, pace, random),
                        endpoints,
                        datagrams(endpoints, volume.request, outcome == Outcome.ONE_WAY ? 0 : volume.response),
                        outcome == Outcome.ONE_WAY
                                ? Direction.SILENT
                                : datagrams(endpoints, volume.response, volume.request),
                        outcome,
                        0,
                        cause);
            case COMPLETE, RESET_BY_CLIENT, RESET_BY_SERVER, OPEN ->
                new Conversation(
                        start,
                        start + 4 * roundTripMicros(random) + pace.transferMicros(volume.total(), random),
                        endpoints,
                        segments(endpoints, volume.request, volume.response, outcome.forwardFlags()),
                        segments(endpoints, volume.response, volume.request, outcome.reverseFlags()),
                        outcome,
                        0,
                        cause);
        };
    }

    /** A TCP connection attempt that comes to nothing: so many SYNs, at most one answer, no payload. */
    public static Conversation probe(
            Endpoints endpoints, long start, Outcome outcome, int syns, Cause cause, RandomStream random) {
        int header = ipHeader(endpoints) + BARE_TCP_HEADER;
        boolean answered = outcome.reverseFlags() != 0;
        int sent = syns + (outcome == Outcome.PROBED ? 1 : 0);
        // A SYN is repeated after 1, 2, 4 ... seconds (RFC 6298).
        long repeats = ((1L << (syns - 1)) - 1) * 1_000_000;
        return new Conversation(
                start,
                start + repeats + (answered ? roundTripMicros(random) : 0),
                endpoints,
                new Direction(sent, 0, header, outcome.forwardFlags()),
                answered ? new Direction(1, 0, header, outcome.reverseFlags()) : Direction.SILENT,
                outcome,
                0,
                cause);
    }

    /** Datagrams of the given payload in one direction only. */
    public static Conversation oneWay(
            Endpoints endpoints, long start, long length, long packets, int payload, Cause cause) {
        Direction forward = new Direction(packets, packets * payload, ipHeader(endpoints) + UDP_HEADER, 0);
        return new Conversation(start, start + length, endpoints, forward, Direction.SILENT, Outcome.ONE_WAY, 0, cause);
    }

    private static Endpoints endpoints(Service service, Host client, Host server, RandomStream random) {
        boolean overIpv6 = client.speaksIpv6With(server, random);
        Address source = client.address(overIpv6);
        Address destination = server.address(overIpv6);
        if (service == Service.PING) {
            return overIpv6
                    ? new Endpoints(source, ECHO_REQUEST_V6, destination, 0, ICMPV6)
                    : new Endpoints(source, ECHO_REQUEST, destination, 0, ICMP);
        }
        int sourcePort = service == Service.NTP && random.chance(0.5) ? NTP_PORT : ephemeralPort(random);
        return new Endpoints(source, sourcePort, destination, service.port(), service.protocol());
    }

    private static Conversation echo(
            Endpoints endpoints, long start, Outcome outcome, Cause cause, RandomStream random) {
        int requests = 1 + random.nextInt(5);
        Direction sent = new Direction(requests, (long) requests * ECHO_PAYLOAD, ipHeader(endpoints) + ICMP_HEADER, 0);
        return new Conversation(
                start,
                start + (requests - 1) * 1_000_000L + roundTripMicros(random),
                endpoints,
                sent,
                outcome == Outcome.ONE_WAY ? Direction.SILENT : sent,
                outcome,
                0,
                cause);
    }

    /** Handshake, data, an acknowledgement for every second segment of the other side, FIN. */
    private static Direction segments(Endpoints endpoints, long payload, long otherPayload, int flags) {
        long packets = 3 + ceilDivide(payload, TCP_SEGMENT) + ceilDivide(otherPayload, TCP_SEGMENT) / 2;
        return new Direction(packets, payload, ipHeader(endpoints) + TCP_HEADER, flags);
    }

    private static Direction datagrams(Endpoints endpoints, long payload, long otherPayload) {
        long packets = ceilDivide(payload, QUIC_DATAGRAM) + otherPayload / QUIC_DATAGRAM / 4;
        return new Direction(packets, payload, ipHeader(endpoints) + UDP_HEADER, 0);
    }

    private static long datagramMicros(Outcome outcome, Volume volume, Pace pace, RandomStream random) {
        boolean small = volume.total() < 2 * QUIC_DATAGRAM;
        if (outcome == Outcome.ONE_WAY) {
            return small ? 0 : pace.transferMicros(volume.request, random);
        }
        return roundTripMicros(random) + (small ? 0 : pace.transferMicros(volume.total(), random));
    }

    private static Outcome tcpOutcome(RandomStream random) {
        double draw = random.uniform();
        if (draw < 0.012) {
            return Outcome.UNANSWERED;
        }
        if (draw < 0.02) {
            return Outcome.REJECTED;
        }
        if (draw < 0.05) {
            return Outcome.RESET_BY_CLIENT;
        }
        return draw < 0.07 ? Outcome.RESET_BY_SERVER : Outcome.COMPLETE;
    }

    private static Outcome udpOutcome(RandomStream random) {
        return random.chance(0.01) ? Outcome.ONE_WAY : Outcome.ANSWERED;
    }

    private static long roundTripMicros(RandomStream random) {
        return (long) Math.min(1_500_000, random.logNormal(18_000, 0.8));
    }

    private static int ipHeader(Endpoints endpoints) {
        return endpoints.ipv6() ? IPV6_HEADER : IPV4_HEADER;
    }

    private static long ceilDivide(long value, int by) {
        return (value + by - 1) / by;
    }
}
