package org.flowfoundry.etl.simulate.event;

import java.util.List;
import org.flowfoundry.etl.simulate.traffic.HostPool;
import org.flowfoundry.etl.simulate.traffic.Label;
import org.flowfoundry.etl.simulate.traffic.Service;
import org.flowfoundry.etl.simulate.traffic.Subnet;

/** The kinds of events. Each takes how often it happens on a day, how many conversations it is made of, and who is in it. */
public final class EventKinds {

    private static final List<Integer> SCANNED_PORTS = List.of(22, 23, 445, 3389);
    private static final double FEWEST_UPLOADS = 20;

    private EventKinds() {}

    public static EventKind horizontalScan(double perDay, double probes, HostPool scanners, Subnet block) {
        return new EventKind("horizontal_scan", Label.HORIZONTAL_SCAN, perDay, 1_500, probes, (window, n, random) -> {
            int port = SCANNED_PORTS.get(random.nextInt(SCANNED_PORTS.size()));
            return Events.horizontalScan(window, n, scanners.pick(random), block, port);
        });
    }

    public static EventKind verticalScan(double perDay, double probes, HostPool scanners, HostPool victims) {
        return new EventKind(
                "vertical_scan",
                Label.VERTICAL_SCAN,
                perDay,
                900,
                probes,
                (window, n, random) -> Events.verticalScan(window, n, scanners.pick(random), victims.pick(random)));
    }

    /**
     * A SYN flood.
     *
     * @param forged the block that the source addresses are taken from
     */
    public static EventKind synFlood(double perDay, double syns, Subnet forged, HostPool victims) {
        return new EventKind("syn_flood", Label.SYN_FLOOD, perDay, 600, syns, (window, n, random) -> {
            int port = random.chance(0.7) ? Service.WEB.port() : Service.WEB_PLAIN.port();
            return Events.synFlood(window, n, forged, victims.pick(random), port);
        });
    }

    public static EventKind reflection(double perDay, double answers, HostPool reflectors, HostPool victims) {
        return new EventKind("reflection_ddos", Label.REFLECTION_DDOS, perDay, 900, answers, (window, n, random) -> {
            Service reflected = random.chance(0.5) ? Service.DNS : Service.NTP;
            return Events.reflection(window, n, reflectors, victims.pick(random), reflected);
        });
    }

    public static EventKind bruteForce(double perDay, double attempts, HostPool attackers, HostPool victims) {
        return new EventKind(
                "brute_force",
                Label.BRUTE_FORCE,
                perDay,
                2_400,
                attempts,
                (window, n, random) -> Events.bruteForce(window, n, attackers.pick(random), victims.pick(random)));
    }

    /** Beacons: how many there are follows from the number of bots and the interval between two calls of a bot. */
    public static EventKind botnet(
            double perDay, int bots, double intervalSeconds, HostPool infected, HostPool controllers) {
        return new EventKind(
                "botnet_beacon",
                Label.BOTNET_BEACON,
                perDay,
                28_800,
                0,
                (window, n, random) -> Events.botnet(
                        window, infected.some(bots, random), controllers.pick(random), intervalSeconds, random));
    }

    public static EventKind exfiltration(double perDay, double uploads, HostPool thieves, HostPool drops) {
        return new EventKind(
                "exfiltration",
                Label.EXFILTRATION,
                perDay,
                5_400,
                uploads,
                (window, n, random) -> Events.exfiltration(
                        window, Math.max(FEWEST_UPLOADS, n), thieves.pick(random), drops.pick(random)));
    }

    /** A crowd of visitors: benign. */
    public static EventKind flashCrowd(double perDay, double visits, HostPool visitors, HostPool servers) {
        return new EventKind(
                "flash_crowd",
                Label.BENIGN,
                perDay,
                3_600,
                visits,
                (window, n, random) -> Events.flashCrowd(window, n, visitors, servers.pick(random)));
    }
}
