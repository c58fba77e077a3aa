package org.flowfoundry.etl.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.simulate.event.EventKind;
import org.flowfoundry.etl.simulate.event.EventKinds;
import org.flowfoundry.etl.simulate.event.EventSchedule;
import org.flowfoundry.etl.simulate.export.NetflowV9Plan;
import org.flowfoundry.etl.simulate.export.NetworkExport;
import org.flowfoundry.etl.simulate.export.Timeouts;
import org.flowfoundry.etl.simulate.export.Vantage;
import org.flowfoundry.etl.simulate.traffic.BackgroundRadiation;
import org.flowfoundry.etl.simulate.traffic.HostPool;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.Service;
import org.flowfoundry.etl.simulate.traffic.Subnet;
import org.flowfoundry.etl.simulate.traffic.TrafficSource;

/**
 * An ISP that serves homes and hosts some servers. Two edge routers look at one packet in a hundred, so events are larger
 * here: most of their packets are never seen.
 */
final class IspEdgeNetwork implements SampleNetwork {

    private static final Subnet HOMES = Subnet.of("10.64.0.0/14", 0x40);
    private static final Subnet HOSTING = Subnet.of("10.128.0.0/22", 0x44);
    private static final Subnet RESOLVERS = Subnet.of("10.128.8.0/24", 0x45);
    private static final Subnet ROUTERS = Subnet.of("10.255.0.0/24", 0x4f);
    private static final Vantage VANTAGE = new Vantage(List.of(HOMES, HOSTING, RESOLVERS));
    private static final int SAMPLING = 100;
    private static final int ACTIVE_TIMEOUT = 300;
    private static final int IDLE_TIMEOUT = 30;

    @Override
    public String name() {
        return "isp-edge";
    }

    @Override
    public String format() {
        return "netflow";
    }

    @Override
    public String description() {
        return "the edge of an ISP: NetFlow v9 of two routers in pcap, one packet in 100 sampled";
    }

    @Override
    public NetworkExport export(Path output, Period period, RandomStream random) throws IOException {
        Timeouts timeouts = new Timeouts(ACTIVE_TIMEOUT, IDLE_TIMEOUT, period.end());
        NetflowV9Plan plan = new NetflowV9Plan(
                List.of(ROUTERS.ipv4(0), ROUTERS.ipv4(1)), ROUTERS.ipv4(99), SAMPLING, period.start());
        return NetworkExport.netflowV9(output, name(), VANTAGE, timeouts, plan, random.child("sampling"));
    }

    @Override
    public List<TrafficSource> sources(Period period, double scale, RandomStream random) {
        Internet internet = Internet.create(random.child("internet"));
        HostPool homes = HostPool.in(HOMES, 8_000, 0.6, 0.6, random.child("homes"));
        HostPool hosting = HostPool.in(HOSTING, 120, 0.9, 0.7, random.child("hosting"));
        HostPool resolvers = HostPool.in(RESOLVERS, 2, 0.5, 1, random.child("resolvers"));
        List<TrafficSource> sources = new ArrayList<>();
        Loads loads = new Loads(sources, scale, resolvers);
        loads.of(DailyCycles.HOMES, homes, internet.servers())
                .add(Service.WEB, 1_300, 5)
                .add(Service.QUIC, 900, 4)
                .add(Service.WEB_PLAIN, 120, 3)
                .add(Service.VIDEO, 110, 2)
                .add(Service.MAILBOX, 180, 1.3)
                .add(Service.SSH, 20, 1.1);
        loads.of(DailyCycles.HOMES, homes, resolvers).add(Service.DNS, 800, 2.5);
        loads.of(DailyCycles.HOMES, internet.people(), hosting)
                .add(Service.WEB, 600, 4)
                .add(Service.MAIL_TRANSFER, 90, 1.1);
        loads.of(DailyCycles.FLAT, homes, internet.servers()).add(Service.NTP, 300, 1);
        loads.of(DailyCycles.NIGHT, internet.people(), hosting).add(Service.BACKUP, 8, 1);
        sources.add(new BackgroundRadiation("radiation", 4_000 * scale, internet.everywhere(), HOMES));
        sources.addAll(new EventSchedule(name(), period.start(), period.end())
                .plan(events(scale, internet, homes, hosting), random.child("events")));
        return sources;
    }

    private static List<EventKind> events(double scale, Internet internet, HostPool homes, HostPool hosting) {
        HostPool remote = internet.remote();
        return List.of(
                EventKinds.synFlood(2, 250_000 * scale, internet.everywhere(), hosting),
                EventKinds.reflection(2, 6_000 * scale, internet.people(), homes),
                EventKinds.horizontalScan(3, 150_000 * scale, remote, HOMES),
                EventKinds.verticalScan(1, 60_000 * scale, remote, hosting),
                EventKinds.bruteForce(1, 6_000 * scale, remote, hosting),
                EventKinds.botnet(1, 300, 120, homes, remote),
                EventKinds.flashCrowd(1, 20_000 * scale, internet.people(), hosting));
    }
}
