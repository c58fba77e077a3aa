package org.flowfoundry.etl.simulate.export;

import java.util.function.Consumer;
import org.flowfoundry.etl.simulate.traffic.Conversation;
import org.flowfoundry.etl.simulate.traffic.Direction;
import org.flowfoundry.etl.simulate.traffic.RandomStream;

/**
 * Looks at one packet in {@code interval}, chosen at random, and counts each direction by itself: what is exported are the
 * sampled packets, unscaled, from the first to the last of them. Flows without a sampled packet leave no trace. The two
 * directions may pass different exporters, as routes on the Internet are not symmetric.
 */
record SampledMeter(int interval, int exporters, Vantage vantage, Timeouts timeouts, RandomStream random)
        implements FlowMeter {

    private static final int SYN_FIN_RST = 0x07;
    private static final int ACK = 0x10;

    @Override
    public void meter(Conversation conversation, Consumer<ExportedFlow> sink) {
        timeouts.split(conversation, (part, exportTime, reason) -> {
            sample(oneWay(part, part.forward(), false), exportTime, reason, sink);
            sample(oneWay(part, part.reverse(), true), exportTime, reason, sink);
        });
    }

    private static Conversation oneWay(Conversation part, Direction direction, boolean reversed) {
        return new Conversation(
                part.start(),
                part.end(),
                reversed ? part.endpoints().reversed() : part.endpoints(),
                direction,
                Direction.SILENT,
                part.outcome(),
                part.tos(),
                part.cause());
    }

    private void sample(Conversation truth, long exportTime, EndReason reason, Consumer<ExportedFlow> sink) {
        Direction passed = truth.forward();
        if (passed.packets() == 0) {
            return;
        }
        long sampled = random.binomial(passed.packets(), 1.0 / interval);
        if (sampled == 0) {
            return;
        }
        // The first and last of so many moments at random places.
        double first = 1 - StrictMath.pow(1 - random.uniform(), 1.0 / sampled);
        double last =
                sampled == 1 ? first : first + (1 - first) * StrictMath.pow(random.uniform(), 1.0 / (sampled - 1));
        long length = truth.end() - truth.start();
        Direction counted = new Direction(
                sampled,
                payload(passed, sampled),
                passed.headerBytes(),
                flags(passed, (double) sampled / passed.packets()));
        Conversation seen = new Conversation(
                truth.start() + (long) (length * first),
                truth.start() + (long) (length * last),
                truth.endpoints(),
                counted,
                Direction.SILENT,
                truth.outcome(),
                truth.tos(),
                truth.cause());
        int exporter = Vantage.place(truth.endpoints().source(), exporters);
        int ingress = vantage.interfaceTowards(truth.endpoints().source());
        int egress = vantage.interfaceTowards(truth.endpoints().destination());
        sink.accept(new ExportedFlow(seen, truth, exporter, exportTime, reason, ingress, egress));
    }

    private static long payload(Direction passed, long sampled) {
        return StrictMath.round((double) passed.payload() / passed.packets() * sampled);
    }

    /** SYN, FIN and RST are on one packet each; nearly all others carry ACK. */
    private int flags(Direction passed, double share) {
        int rare = passed.tcpFlags() & SYN_FIN_RST;
        int seen = passed.tcpFlags() & ~SYN_FIN_RST;
        for (int flag = 1; flag <= rare; flag <<= 1) {
            if ((rare & flag) != 0 && random.chance(share)) {
                seen |= flag;
            }
        }
        return passed.tcpFlags() != 0 && seen == 0 ? ACK : seen;
    }
}
