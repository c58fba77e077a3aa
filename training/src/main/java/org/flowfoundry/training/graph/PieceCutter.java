package org.flowfoundry.training.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.flowfoundry.training.sequence.HostHash;

/**
 * Cuts a stream of flows into pieces. Holds one window, and of that no more flows than some pieces have: a window with more is
 * cut there, too, as if another began.
 */
final class PieceCutter implements Iterator<KeyedPiece> {

    private static final int MOST_PIECES_HELD = 16;

    private final Iterator<FlowPoint> flows;
    private final PieceShape shape;
    private final WindowCut cut;
    private final int mostHeld;
    private final Deque<KeyedPiece> ready = new ArrayDeque<>();
    private FlowPoint next;
    private long stretch;
    private int number;

    /** @param flows sorted by domain, chunk, part and order */
    PieceCutter(Iterator<FlowPoint> flows, PieceShape shape) {
        this.flows = flows;
        this.shape = shape;
        this.cut = new WindowCut(shape);
        this.mostHeld = shape.timed() ? MOST_PIECES_HELD * shape.flows() : shape.flows();
        this.next = flows.hasNext() ? flows.next() : null;
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty() || next != null;
    }

    @Override
    public KeyedPiece next() {
        if (ready.isEmpty()) {
            if (next == null) {
                throw new NoSuchElementException();
            }
            number = stretch(next) == stretch ? number : 0;
            stretch = stretch(next);
            for (List<FlowPoint> part : cut.cut(window())) {
                ready.add(new KeyedPiece(piece(part), keys(part), stretch, number++));
            }
        }
        return ready.poll();
    }

    private List<FlowPoint> window() {
        List<FlowPoint> window = new ArrayList<>();
        FlowPoint first = next;
        while (next != null && window.size() < mostHeld && together(first, next)) {
            window.add(next);
            next = flows.hasNext() ? flows.next() : null;
        }
        return window;
    }

    private boolean together(FlowPoint first, FlowPoint other) {
        return stretch(first) == stretch(other)
                && (!inTime(first)
                        || Math.floorDiv(first.getStart(), shape.windowMicros())
                                == Math.floorDiv(other.getStart(), shape.windowMicros()));
    }

    private static long stretch(FlowPoint flow) {
        return HostHash.mixed(flow.getChunk() ^ HostHash.mixed((long) flow.getDomain() << 32 | flow.getPart()));
    }

    /** Flows without times are cut by their number, whatever the shape. */
    private boolean inTime(FlowPoint flow) {
        return shape.timed() && flow.getStart() != FlowPoint.NONE;
    }

    private static List<KeyedPiece.Key> keys(List<FlowPoint> part) {
        return part.stream()
                .map(flow -> new KeyedPiece.Key(flow.getFile(), flow.getRecord()))
                .toList();
    }

    private Piece piece(List<FlowPoint> part) {
        int size = part.size();
        int fields = part.get(0).getValues().length;
        float[] values = new float[size * fields];
        int[] source = new int[size];
        int[] destination = new int[size];
        int[] slot = new int[size];
        long[] start = new long[size];
        Map<Long, Integer> hosts = new HashMap<>();
        for (int i = 0; i < size; i++) {
            FlowPoint flow = part.get(i);
            System.arraycopy(flow.getValues(), 0, values, i * fields, fields);
            source[i] = number(flow.getSource(), hosts);
            destination[i] = number(flow.getDestination(), hosts);
            slot[i] = inTime(flow) ? shape.slotAt(flow.getStart()) : (int) ((long) i * shape.slots() / size);
            start[i] = flow.getStart() == FlowPoint.NONE
                    ? -1
                    : flow.getStart() - part.get(0).getStart();
        }
        return new Piece(part.get(0).getDomain(), values, source, destination, slot, start);
    }

    private static int number(long host, Map<Long, Integer> hosts) {
        if (host == FlowPoint.NONE) {
            return -1;
        }
        Integer known = hosts.putIfAbsent(host, hosts.size());
        return known == null ? hosts.size() - 1 : known;
    }
}
