package org.flowfoundry.training.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.flowfoundry.training.sequence.HostHash;

/** Cuts the flows of a window that are more than a piece may hold; see {@link PieceShape}. Linear in the flows. */
final class WindowCut {

    private static final double SLACK = 17 / 16.;

    private final PieceShape shape;

    WindowCut(PieceShape shape) {
        this.shape = shape;
    }

    /** What stays together: a source, or one of the shares of a busy source. */
    private record Unit(long source, long share) {}

    /** The parts of a window, whose flows stay in their order. */
    List<List<FlowPoint>> cut(List<FlowPoint> window) {
        if (window.size() <= shape.flows()) {
            return List.of(window);
        }
        Map<Long, Integer> bySource = new HashMap<>();
        window.forEach(flow -> bySource.merge(flow.getSource(), 1, Integer::sum));
        List<Unit> units = new ArrayList<>(window.size());
        Map<Unit, Integer> sizes = new HashMap<>();
        for (FlowPoint flow : window) {
            Unit unit = unit(flow, bySource.get(flow.getSource()));
            units.add(unit);
            sizes.merge(unit, 1, Integer::sum);
        }
        return dealt(window, units, places(sizes));
    }

    /** Flows without a source have nothing to stay together for. */
    private Unit unit(FlowPoint flow, int ofSource) {
        boolean together = flow.getSource() != FlowPoint.NONE && ofSource <= shape.fanOut();
        long shares = flow.getSource() == FlowPoint.NONE ? ofSource : (ofSource - 1L) / shape.fanOut() + 1;
        long hash = HostHash.mixed(shape.seed() ^ HostHash.mixed(flow.getOrder() ^ HostHash.mixed(flow.getRecord())));
        return new Unit(flow.getSource(), together ? 0 : Math.floorMod(hash, shares));
    }

    /**
     * Puts each unit, the large ones first and equal ones in a seeded order, into the emptiest part. There is a little more room
     * than is needed, so that hardly a part becomes too large; {@link #dealt} ends it then.
     */
    private Map<Unit, Integer> places(Map<Unit, Integer> sizes) {
        List<Unit> order = new ArrayList<>(sizes.keySet());
        Map<Unit, Long> hashes = new HashMap<>();
        order.forEach(unit -> hashes.put(
                unit, HostHash.mixed(shape.seed() ^ HostHash.mixed(unit.source() ^ HostHash.mixed(unit.share())))));
        order.sort(Comparator.<Unit>comparingInt(unit -> -sizes.get(unit)).thenComparing(hashes::get));
        long all = sizes.values().stream().mapToLong(Integer::longValue).sum();
        PriorityQueue<long[]> emptiest = new PriorityQueue<>(
                Comparator.<long[]>comparingLong(part -> part[0]).thenComparingLong(part -> part[1]));
        for (int part = 0; part <= SLACK * (all - 1) / shape.flows(); part++) {
            emptiest.add(new long[] {0, part});
        }
        Map<Unit, Integer> places = new HashMap<>();
        for (Unit unit : order) {
            long[] part = emptiest.poll();
            places.put(unit, (int) part[1]);
            part[0] += sizes.get(unit);
            emptiest.add(part);
        }
        return places;
    }

    private List<List<FlowPoint>> dealt(List<FlowPoint> window, List<Unit> units, Map<Unit, Integer> places) {
        Map<Integer, List<FlowPoint>> open = new HashMap<>();
        List<List<FlowPoint>> parts = new ArrayList<>();
        for (int i = 0; i < window.size(); i++) {
            int place = places.get(units.get(i));
            List<FlowPoint> part = open.get(place);
            if (part == null || part.size() == shape.flows()) {
                part = new ArrayList<>();
                open.put(place, part);
                parts.add(part);
            }
            part.add(window.get(i));
        }
        return parts;
    }
}
