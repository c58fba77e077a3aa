package org.flowfoundry.etl.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.simulate.event.EventKind;
import org.flowfoundry.etl.simulate.event.EventKinds;
import org.flowfoundry.etl.simulate.event.EventSchedule;
import org.flowfoundry.etl.simulate.export.NetworkExport;
import org.flowfoundry.etl.simulate.export.Vantage;
import org.flowfoundry.etl.simulate.traffic.BackgroundRadiation;
import org.flowfoundry.etl.simulate.traffic.HostPool;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.Service;
import org.flowfoundry.etl.simulate.traffic.Subnet;
import org.flowfoundry.etl.simulate.traffic.TrafficSource;

/** A firm of ninety desks with its own servers, watched by Zeek; its attacks come from inside as well. */
final class OfficeNetwork implements SampleNetwork {

    private static final Subnet DESKS = Subnet.of("192.168.10.0/24", 0x60);
    private static final Subnet SERVERS = Subnet.of("192.168.20.0/24", 0x61);
    private static final Subnet RESOLVERS = Subnet.of("192.168.21.0/24", 0x62);
    private static final Vantage VANTAGE = new Vantage(List.of(DESKS, SERVERS, RESOLVERS));

    @Override
    public String name() {
        return "office";
    }

    @Override
    public String format() {
        return "zeek";
    }

    @Override
    public String description() {
        return "an office: hourly conn.log archives of Zeek (TSV, gzip)";
    }

    @Override
    public NetworkExport export(Path output, Period period, RandomStream random) throws IOException {
        return NetworkExport.zeek(output, name(), VANTAGE, period.end(), random.child("uid"));
    }

    @Override
    public List<TrafficSource> sources(Period period, double scale, RandomStream random) {
        Internet internet = Internet.create(random.child("internet"));
        HostPool desks = HostPool.in(DESKS, 90, 0.5, 0.3, random.child("desks"));
        HostPool servers = HostPool.in(SERVERS, 8, 0.8, 0.3, random.child("servers"));
        HostPool resolvers = HostPool.in(RESOLVERS, 2, 0.5, 0.3, random.child("resolvers"));
        List<TrafficSource> sources = new ArrayList<>();
        Loads loads = new Loads(sources, scale, resolvers);
        loads.of(DailyCycles.OFFICE, desks, internet.servers())
                .add(Service.WEB, 90, 5)
                .add(Service.QUIC, 35, 4)
                .add(Service.WEB_PLAIN, 12, 2.5)
                .add(Service.VIDEO, 4, 1.5)
                .add(Service.MAILBOX, 25, 1.5);
        loads.of(DailyCycles.OFFICE, desks, servers)
                .add(Service.FILE_SHARE, 60, 3)
                .add(Service.MAIL_SUBMISSION, 12, 1.1)
                .add(Service.SSH, 4, 1.2);
        loads.of(DailyCycles.OFFICE, desks, resolvers).add(Service.DNS, 80, 2);
        loads.of(DailyCycles.FLAT, desks, internet.servers()).add(Service.NTP, 40, 1);
        loads.of(DailyCycles.FLAT, servers, desks).add(Service.PING, 30, 2);
        loads.of(DailyCycles.FLAT, internet.people(), servers).add(Service.MAIL_TRANSFER, 12, 1.1);
        loads.of(DailyCycles.NIGHT, desks, servers).add(Service.BACKUP, 6, 1);
        sources.add(new BackgroundRadiation("radiation", 60 * scale, internet.everywhere(), SERVERS));
        sources.addAll(new EventSchedule(name(), period.start(), period.end())
                .plan(events(scale, internet, desks, servers), random.child("events")));
        return sources;
    }

    private static List<EventKind> events(double scale, Internet internet, HostPool desks, HostPool servers) {
        HostPool remote = internet.remote();
        return List.of(
                EventKinds.horizontalScan(1, 700 * scale, desks, SERVERS),
                EventKinds.verticalScan(1, 1_200 * scale, desks, servers),
                EventKinds.bruteForce(2, 500 * scale, remote, servers),
                EventKinds.botnet(1, 4, 120, desks, remote),
                EventKinds.exfiltration(1, 80 * scale, desks, remote),
                EventKinds.flashCrowd(1, 800 * scale, internet.people(), servers));
    }
}
