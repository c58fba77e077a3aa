package org.flowfoundry.etl.simulate.traffic;

import java.util.function.Consumer;

/**
 * Clients that use a service. They come in sessions: a client looks a server up, opens some connections to it, goes on to
 * another server, and pauses a while.
 *
 * @param sessionsPerHour mean of a working day
 * @param connections mean number of connections in a session, at least 1
 * @param resolvers where server names are looked up
 */
public record ServiceLoad(
        String name,
        Service service,
        double sessionsPerHour,
        double connections,
        WeeklyCycle cycle,
        HostPool clients,
        HostPool servers,
        HostPool resolvers)
        implements TrafficSource {

    private static final double STAYS_WITH_SERVER = 0.6;
    private static final double NAME_NOT_CACHED = 0.35;
    private static final double MEAN_GAP_MICROS = 2_500_000;
    private static final long LOOKUP_MICROS = 30_000;
    private static final int MOST_CONNECTIONS = 60;

    @Override
    public void emit(long from, long to, RandomStream random, Consumer<Conversation> sink) {
        new ArrivalProcess(at -> sessionsPerHour / 3600 * cycle.at(at))
                .arrivals(from, to, random, start -> session(start, random, sink));
    }

    private void session(long start, RandomStream random, Consumer<Conversation> sink) {
        Host client = clients.pick(random);
        Host server = servers.pick(random);
        if (server.equals(client)) {
            return;
        }
        int count = (int) Math.min(MOST_CONNECTIONS, 1 + random.exponential(connections - 0.5));
        long at = lookUp(client, start, random, sink);
        for (int i = 0; i < count; i++) {
            Host next = i == 0 || random.chance(STAYS_WITH_SERVER) ? server : servers.pick(random);
            if (!next.equals(server) && !next.equals(client)) {
                server = next;
                at = lookUp(client, at, random, sink);
            }
            sink.accept(Dialogue.of(service, client, server, at, random));
            at += (long) random.exponential(MEAN_GAP_MICROS);
        }
    }

    /** Looks a name up unless that is needless, and gives the time at which it is known. */
    private long lookUp(Host client, long at, RandomStream random, Consumer<Conversation> sink) {
        if (!service.namedServers() || !random.chance(NAME_NOT_CACHED)) {
            return at;
        }
        sink.accept(Dialogue.of(Service.DNS, client, resolvers.pick(random), at, random));
        return at + LOOKUP_MICROS;
    }
}
