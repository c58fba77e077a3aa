package org.flowfoundry.etl.simulate;

import java.util.List;
import java.util.Locale;
import org.flowfoundry.etl.simulate.traffic.HostPool;
import org.flowfoundry.etl.simulate.traffic.Service;
import org.flowfoundry.etl.simulate.traffic.ServiceLoad;
import org.flowfoundry.etl.simulate.traffic.TrafficSource;
import org.flowfoundry.etl.simulate.traffic.WeeklyCycle;

/** Adds the daily business of a network to its sources. */
final class Loads {

    private final List<TrafficSource> sources;
    private final double scale;
    private final HostPool resolvers;

    Loads(List<TrafficSource> sources, double scale, HostPool resolvers) {
        this.sources = sources;
        this.scale = scale;
        this.resolvers = resolvers;
    }

    /** The services that these clients use at these servers. */
    Relation of(WeeklyCycle cycle, HostPool clients, HostPool servers) {
        return new Relation(cycle, clients, servers);
    }

    final class Relation {

        private final WeeklyCycle cycle;
        private final HostPool clients;
        private final HostPool servers;

        private Relation(WeeklyCycle cycle, HostPool clients, HostPool servers) {
            this.cycle = cycle;
            this.clients = clients;
            this.servers = servers;
        }

        /** Adds a service: mean sessions in an hour of a working day, mean connections in a session. */
        Relation add(Service service, double sessionsPerHour, double connections) {
            String name = String.format(Locale.ROOT, "load-%02d-%s", sources.size(), service.activity());
            sources.add(new ServiceLoad(
                    name, service, sessionsPerHour * scale, connections, cycle, clients, servers, resolvers));
            return this;
        }
    }
}
