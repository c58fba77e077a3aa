package org.flowfoundry.etl.simulate.event;

import java.util.List;
import org.flowfoundry.etl.simulate.traffic.Cause;
import org.flowfoundry.etl.simulate.traffic.Dialogue;
import org.flowfoundry.etl.simulate.traffic.Endpoints;
import org.flowfoundry.etl.simulate.traffic.Host;
import org.flowfoundry.etl.simulate.traffic.HostPool;
import org.flowfoundry.etl.simulate.traffic.Outcome;
import org.flowfoundry.etl.simulate.traffic.Pace;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.Service;
import org.flowfoundry.etl.simulate.traffic.Subnet;
import org.flowfoundry.etl.simulate.traffic.TrafficSource;

/** Makes events. Each says whom it needs; how many strokes it has is up to the network. */
final class Events {

    private static final double OPEN_PORT = 0.015;
    private static final double CLOSED_PORT = 0.12;
    private static final int PORTS_SWEPT = 10_000;
    private static final double BACKLOG_FREE = 0.3;
    private static final double PEAK = 3.52;

    private Events() {}

    /** One host asks for one port on every address of a block. */
    static TrafficSource horizontalScan(EventWindow window, double strokes, Host scanner, Subnet block, int port) {
        Cause cause = Cause.of("scan", "");
        return RandomStrokes.steady(window, strokes, (at, progress, random) -> {
            Endpoints endpoints = new Endpoints(
                    scanner.ipv4(), Dialogue.ephemeralPort(random), block.randomIpv4(random), port, Endpoints.TCP);
            return Dialogue.probe(endpoints, at, mostlySilent(random), 1, cause, random);
        });
    }

    /** One host asks for the ports of another, from the lowest up. */
    static TrafficSource verticalScan(EventWindow window, double strokes, Host scanner, Host victim) {
        Cause cause = Cause.of("scan", "");
        return RandomStrokes.steady(window, strokes, (at, progress, random) -> {
            int port = 1 + (int) (progress * PORTS_SWEPT);
            Outcome outcome = random.chance(OPEN_PORT) ? Outcome.PROBED : Outcome.REJECTED;
            return Dialogue.probe(connection(scanner, victim, port, random), at, outcome, 1, cause, random);
        });
    }

    /** SYNs under forged addresses, to fill a server's backlog (RFC 4987). */
    static TrafficSource synFlood(EventWindow window, double strokes, Subnet forged, Host victim, int port) {
        Cause cause = Cause.of("flood", "");
        return RandomStrokes.steady(window, strokes, (at, progress, random) -> {
            Endpoints endpoints =
                    new Endpoints(forged.randomIpv4(random), anyPort(random), victim.ipv4(), port, Endpoints.TCP);
            Outcome outcome = random.chance(BACKLOG_FREE * (1 - progress)) ? Outcome.HALF_OPEN : Outcome.UNANSWERED;
            return Dialogue.probe(endpoints, at, outcome, 1, cause, random);
        });
    }

    /** Large answers of open DNS or NTP servers to requests under the victim's address (RFC 5358). */
    static TrafficSource reflection(
            EventWindow window, double strokes, HostPool reflectors, Host victim, Service reflected) {
        int payload = reflected == Service.NTP ? 440 : 1_400;
        Cause cause = Cause.of("reflection", reflected.application());
        return RandomStrokes.steady(window, strokes, (at, progress, random) -> {
            Endpoints endpoints = new Endpoints(
                    reflectors.pickEvenly(random).ipv4(),
                    reflected.port(),
                    victim.ipv4(),
                    anyPort(random),
                    Endpoints.UDP);
            long packets = (long) Math.max(2, random.logNormal(60, 0.8));
            return Dialogue.oneWay(endpoints, at, packets * 20_000, packets, payload, cause);
        });
    }

    /** One host tries passwords at an SSH server, connection after connection. */
    static TrafficSource bruteForce(EventWindow window, double strokes, Host attacker, Host victim) {
        Cause cause = Cause.of("password_guessing", Service.SSH.application());
        Pace pace = new Pace(1e6, 1.5);
        return RandomStrokes.steady(window, strokes, (at, progress, random) -> {
            Endpoints endpoints = connection(attacker, victim, Service.SSH.port(), random);
            Dialogue.Volume volume = new Dialogue.Volume(1_700 + random.nextInt(300), 2_100 + random.nextInt(400));
            Outcome outcome = random.chance(0.15) ? Outcome.RESET_BY_SERVER : Outcome.COMPLETE;
            return Dialogue.exchange(endpoints, at, outcome, volume, pace, cause, random);
        });
    }

    /** Infected hosts call their control server, each once in an interval. */
    static TrafficSource botnet(
            EventWindow window, List<Host> bots, Host controller, double intervalSeconds, RandomStream random) {
        int port = random.chance(0.5) ? 443 : 8080;
        return new BotnetBeacon(window, bots, controller, port, intervalSeconds, random);
    }

    /** One inside host sends files to a place that nobody else talks to. */
    static TrafficSource exfiltration(EventWindow window, double strokes, Host thief, Host drop) {
        Cause cause = Cause.of("upload", Service.WEB.application());
        return RandomStrokes.steady(window, strokes, (at, progress, random) -> {
            Endpoints endpoints = connection(thief, drop, Service.WEB.port(), random);
            long upload = (long) random.logNormal(2.5e7, 0.8);
            Dialogue.Volume volume = new Dialogue.Volume(upload, 2_500 + random.nextInt(4_000));
            return Dialogue.exchange(endpoints, at, Outcome.COMPLETE, volume, Service.WEB.pace(), cause, random);
        });
    }

    /** Everybody wants the same page at once: as benign as it gets, and as steep as an attack. */
    static TrafficSource flashCrowd(EventWindow window, double strokes, HostPool visitors, Host server) {
        return new RandomStrokes(
                window,
                strokes,
                Events::riseAndDecay,
                (at, progress, random) -> Dialogue.of(Service.WEB, visitors.pickEvenly(random), server, at, random));
    }

    private static Endpoints connection(Host from, Host to, int port, RandomStream random) {
        return new Endpoints(from.ipv4(), Dialogue.ephemeralPort(random), to.ipv4(), port, Endpoints.TCP);
    }

    /** A port as forged packets have it: anything above the well-known ones. */
    private static int anyPort(RandomStream random) {
        return 1024 + random.nextInt(64_512);
    }

    private static Outcome mostlySilent(RandomStream random) {
        if (random.chance(OPEN_PORT)) {
            return Outcome.PROBED;
        }
        return random.chance(CLOSED_PORT) ? Outcome.REJECTED : Outcome.UNANSWERED;
    }

    /** Up within the first tenth, then an exponential decay. The peak makes its mean over 0 to 1 equal to 1. */
    private static double riseAndDecay(double progress) {
        return progress < 0.1 ? PEAK * progress / 0.1 : PEAK * StrictMath.exp(-(progress - 0.1) / 0.24);
    }
}
