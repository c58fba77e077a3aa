package org.flowfoundry.etl.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.simulate.event.EventKind;
import org.flowfoundry.etl.simulate.event.EventKinds;
import org.flowfoundry.etl.simulate.event.EventSchedule;
import org.flowfoundry.etl.simulate.export.NetworkExport;
import org.flowfoundry.etl.simulate.export.Timeouts;
import org.flowfoundry.etl.simulate.export.Vantage;
import org.flowfoundry.etl.simulate.traffic.BackgroundRadiation;
import org.flowfoundry.etl.simulate.traffic.HostPool;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.Service;
import org.flowfoundry.etl.simulate.traffic.Subnet;
import org.flowfoundry.etl.simulate.traffic.TrafficSource;

/** A university: three thousand hosts of people, forty servers, and a meter in the core that sees both directions. */
final class CampusNetwork implements SampleNetwork {

    private static final Subnet CLIENTS = Subnet.of("10.20.0.0/16", 0x20);
    private static final Subnet SERVERS = Subnet.of("10.21.0.0/24", 0x21);
    private static final Subnet RESOLVERS = Subnet.of("10.21.1.0/24", 0x22);
    private static final Subnet EXPORTERS = Subnet.of("10.21.255.0/24", 0x23);
    private static final Vantage VANTAGE = new Vantage(List.of(CLIENTS, SERVERS, RESOLVERS));
    private static final int ACTIVE_TIMEOUT = 1800;
    private static final int IDLE_TIMEOUT = 15;

    @Override
    public String name() {
        return "campus";
    }

    @Override
    public String format() {
        return "ipfix";
    }

    @Override
    public String description() {
        return "a university: IPFIX files (RFC 5655), biflows (RFC 5103), every packet counted";
    }

    @Override
    public NetworkExport export(Path output, Period period, RandomStream random) throws IOException {
        Timeouts timeouts = new Timeouts(ACTIVE_TIMEOUT, IDLE_TIMEOUT, period.end());
        return NetworkExport.ipfix(output, name(), VANTAGE, timeouts, EXPORTERS.ipv4(0));
    }

    @Override
    public List<TrafficSource> sources(Period period, double scale, RandomStream random) {
        Internet internet = Internet.create(random.child("internet"));
        HostPool clients = HostPool.in(CLIENTS, 3_000, 0.7, 0.7, random.child("clients"));
        HostPool servers = HostPool.in(SERVERS, 40, 1.0, 0.8, random.child("servers"));
        HostPool resolvers = HostPool.in(RESOLVERS, 3, 0.8, 1, random.child("resolvers"));
        List<TrafficSource> sources = new ArrayList<>();
        Loads loads = new Loads(sources, scale, resolvers);
        loads.of(DailyCycles.CAMPUS, clients, internet.servers())
                .add(Service.WEB, 280, 5)
                .add(Service.QUIC, 130, 4)
                .add(Service.WEB_PLAIN, 30, 3)
                .add(Service.VIDEO, 24, 2)
                .add(Service.MAILBOX, 60, 1.5)
                .add(Service.SSH, 8, 1.2);
        loads.of(DailyCycles.CAMPUS, clients, resolvers).add(Service.DNS, 260, 2.5);
        loads.of(DailyCycles.CAMPUS, clients, servers)
                .add(Service.MAIL_SUBMISSION, 16, 1.1)
                .add(Service.FILE_SHARE, 40, 2)
                .add(Service.SSH, 14, 1.2);
        loads.of(DailyCycles.CAMPUS, internet.people(), servers)
                .add(Service.WEB, 90, 4)
                .add(Service.MAIL_TRANSFER, 50, 1.1)
                .add(Service.SSH, 6, 1.1);
        loads.of(DailyCycles.FLAT, clients, internet.servers())
                .add(Service.NTP, 110, 1)
                .add(Service.PING, 30, 1);
        loads.of(DailyCycles.NIGHT, servers, servers).add(Service.BACKUP, 10, 1.2);
        sources.add(new BackgroundRadiation("radiation", 280 * scale, internet.everywhere(), CLIENTS));
        sources.addAll(new EventSchedule(name(), period.start(), period.end())
                .plan(events(scale, internet, clients, servers), random.child("events")));
        return sources;
    }

    private static List<EventKind> events(double scale, Internet internet, HostPool clients, HostPool servers) {
        HostPool remote = internet.remote();
        return List.of(
                EventKinds.horizontalScan(2, 2_500 * scale, remote, CLIENTS),
                EventKinds.verticalScan(1, 2_000 * scale, remote, servers),
                EventKinds.bruteForce(2, 900 * scale, remote, servers),
                EventKinds.synFlood(1, 4_000 * scale, internet.everywhere(), servers),
                EventKinds.botnet(1, 8, 240, clients, remote),
                EventKinds.exfiltration(1, 120 * scale, clients, remote),
                EventKinds.flashCrowd(1, 3_500 * scale, internet.people(), servers));
    }
}
