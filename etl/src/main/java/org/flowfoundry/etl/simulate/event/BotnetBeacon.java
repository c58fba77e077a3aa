package org.flowfoundry.etl.simulate.event;

import java.util.List;
import java.util.function.Consumer;
import org.flowfoundry.etl.simulate.traffic.Cause;
import org.flowfoundry.etl.simulate.traffic.Conversation;
import org.flowfoundry.etl.simulate.traffic.Dialogue;
import org.flowfoundry.etl.simulate.traffic.Endpoints;
import org.flowfoundry.etl.simulate.traffic.Host;
import org.flowfoundry.etl.simulate.traffic.Outcome;
import org.flowfoundry.etl.simulate.traffic.Pace;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.TrafficSource;

/**
 * Infected hosts that ask their control server for orders, each at its own steady interval with some jitter.
 *
 * @param intervalSeconds mean time between two calls of a host
 * @param random decides phases and jitter; the same whatever steps the traffic is made in
 */
record BotnetBeacon(
        EventWindow window, List<Host> bots, Host controller, int port, double intervalSeconds, RandomStream random)
        implements TrafficSource {

    /** Standard deviation of the jitter as a share of the interval. */
    private static final double JITTER = 0.05;

    private static final double ORDERS_TO_FETCH = 0.03;
    private static final Pace PACE = new Pace(1e6, 0.1);

    @Override
    public String name() {
        return window.id();
    }

    @Override
    public void emit(long from, long to, RandomStream unused, Consumer<Conversation> sink) {
        long first = Math.max(from, window.start());
        long last = Math.min(to, window.end());
        for (int bot = 0; first < last && bot < bots.size(); bot++) {
            emit(bot, first, last, sink);
        }
    }

    private void emit(int bot, long from, long to, Consumer<Conversation> sink) {
        RandomStream own = random.child(bot);
        double interval = 1e6 * intervalSeconds;
        double phase = window.start() + own.uniform() * interval;
        // Jitter moves a call by less than an interval, so the calls of the neighbouring intervals may fall in here
        // too.
        long begin = (long) Math.floor((from - phase) / interval) - 1;
        for (long call = Math.max(0, begin); phase + (call - 1) * interval < to; call++) {
            RandomStream draws = own.child(call);
            double jitter = Math.max(-0.5, Math.min(0.5, JITTER * draws.gaussian()));
            long at = (long) (phase + (call + jitter) * interval);
            if (at >= from && at < to) {
                sink.accept(call(bots.get(bot), at, draws));
            }
        }
    }

    private Conversation call(Host bot, long at, RandomStream draws) {
        Endpoints endpoints =
                new Endpoints(bot.ipv4(), Dialogue.ephemeralPort(draws), controller.ipv4(), port, Endpoints.TCP);
        long response = draws.chance(ORDERS_TO_FETCH) ? 4_000 + draws.nextInt(60_000) : 180 + draws.nextInt(40);
        Dialogue.Volume volume = new Dialogue.Volume(310 + draws.nextInt(30), response);
        Cause cause = new Cause(window.label(), "beacon", port == 443 ? "ssl" : "http", window.id());
        return Dialogue.exchange(endpoints, at, Outcome.COMPLETE, volume, PACE, cause, draws);
    }
}
