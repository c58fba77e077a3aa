package org.flowfoundry.training.graph;

import java.io.Serializable;
import java.util.Arrays;
import org.flowfoundry.training.sequence.HostHash;

/**
 * Which flows of a domain are cut by one task: those of a stretch of time, or where they have no time, of a file. A stretch with
 * too many flows is dealt out by source, a busy source's flows by a hash of the flow.
 *
 * @param starts of the stretches, microseconds since 1970 UTC, going up; empty where no flow has a time
 * @param parts each stretch is dealt out to
 */
record Chunks(long[] starts, int[] parts) implements Serializable {

    /** So many flows, about, are cut together. */
    static final int FLOWS = 1 << 16;

    /** So many parts share the flows of one source, at most. */
    private static final int SALTS = 16;

    /** Files have numbers that no stretch of time has. */
    private static final long OF_FILE = Long.MIN_VALUE;

    /** Whether flows of the domain have times. */
    boolean timed() {
        return starts.length > 0;
    }

    /** Puts a flow where it belongs; its other properties are there. */
    void place(FlowPoint flow) {
        if (flow.getStart() == FlowPoint.NONE) {
            flow.setChunk(OF_FILE | HostHash.of(flow.getRecord() / FLOWS, "", flow.getFile()));
            flow.setOrder(flow.getRecord());
            return;
        }
        int chunk = chunkOf(flow.getStart());
        flow.setChunk(chunk);
        flow.setOrder(flow.getStart());
        flow.setPart(parts[chunk] == 1 ? 0 : part(flow, parts[chunk]));
    }

    private int chunkOf(long start) {
        int found = Arrays.binarySearch(starts, start);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }

    private static int part(FlowPoint flow, int parts) {
        long salt = Math.floorMod(HostHash.of(flow.getRecord(), "", flow.getFile()), (long) SALTS);
        return (int) Math.floorMod(HostHash.mixed(flow.getSource() ^ HostHash.mixed(salt)), (long) parts);
    }
}
