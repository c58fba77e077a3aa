package org.flowfoundry.etl.simulate.export;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.simulate.traffic.Address;

/**
 * The NetFlow v9 exporters of a network.
 *
 * @param exporters IPv4 addresses of the routers
 * @param collector IPv4 address that they send to
 * @param samplingInterval one packet in so many is looked at
 * @param start of the simulated time, microseconds since 1970 UTC; the routers were started some days before
 */
public record NetflowV9Plan(List<Address> exporters, Address collector, int samplingInterval, long start) {

    private static final int COLLECTOR_PORT = 2055;
    private static final int EXPORTER_PORT = 50_000;
    private static final int FIRST_SOURCE_ID = 101;
    private static final long DAY_MILLIS = 86_400_000;

    public NetflowV9Plan {
        exporters = List.copyOf(exporters);
    }

    List<NetflowV9Exporter> exporters(Vantage vantage) {
        List<NetflowV9Exporter> routers = new ArrayList<>();
        for (int i = 0; i < exporters.size(); i++) {
            DatagramRoute route = new DatagramRoute(exporters.get(i), EXPORTER_PORT + i, collector, COLLECTOR_PORT);
            long boot = start / 1000 - (i + 1) * DAY_MILLIS;
            routers.add(new NetflowV9Exporter(route, FIRST_SOURCE_ID + i, samplingInterval, boot, vantage));
        }
        return routers;
    }
}
