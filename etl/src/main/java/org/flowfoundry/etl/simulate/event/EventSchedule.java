package org.flowfoundry.etl.simulate.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.TrafficSource;

/**
 * Decides when events happen. Each kind happens at least once, however short the simulated time; the events are spread
 * over all of it, in random order, and a short time has smaller ones so that they do not drown the rest.
 *
 * @param start of the simulated time, microseconds since 1970 UTC
 * @param end of the simulated time, microseconds since 1970 UTC
 */
public record EventSchedule(String network, long start, long end) {

    private static final double DAY_SECONDS = 86_400;
    private static final double LONGEST_SHARE = 0.4;
    private static final double SMALLEST = 0.06;

    /** The events of these kinds. */
    public List<TrafficSource> plan(List<EventKind> kinds, RandomStream random) {
        double days = (end - start) / 1e6 / DAY_SECONDS;
        List<EventKind> drawn = shuffled(repeated(kinds, days), random);
        double size = Math.max(SMALLEST, Math.min(1, days));
        long slot = (end - start) / drawn.size();
        List<TrafficSource> events = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            EventKind kind = drawn.get(i);
            long length = (long) Math.min(1e6 * kind.seconds(), LONGEST_SHARE * (end - start));
            long wanted = start + i * slot + (long) (random.uniform() * slot);
            long from = Math.min(wanted, end - length);
            String id = String.format(Locale.ROOT, "%s-%02d-%s", network, i + 1, kind.name());
            EventWindow window = new EventWindow(id, kind.label(), from, from + length);
            events.add(kind.maker().make(window, kind.strokes() * size, random.child(id)));
        }
        return events;
    }

    private static List<EventKind> repeated(List<EventKind> kinds, double days) {
        List<EventKind> all = new ArrayList<>();
        for (EventKind kind : kinds) {
            long times = Math.max(1, Math.round(kind.perDay() * days));
            for (int i = 0; i < times; i++) {
                all.add(kind);
            }
        }
        return all;
    }

    private static List<EventKind> shuffled(List<EventKind> kinds, RandomStream random) {
        for (int i = kinds.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            EventKind swapped = kinds.set(i, kinds.get(other));
            kinds.set(other, swapped);
        }
        return kinds;
    }
}
