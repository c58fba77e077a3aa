package org.flowfoundry.training.graph;

import java.io.Serializable;
import org.flowfoundry.training.sequence.Split;

/**
 * Which flows a graph network learns from, which it is watched with, and which it never sees.
 *
 * @param shares of what is drawn for each part, by which seed, and from when on flows are never seen
 * @param unit what is drawn for a part
 */
public record FlowSplit(Split shares, Unit unit) implements Serializable {

    /** Flows of a stretch. */
    static final int STRETCH = 128;

    public FlowSplit {
        if (shares == null || unit == null) {
            throw new IllegalArgumentException("a split of flows needs shares and a unit");
        }
    }

    /** What is drawn for a part. */
    public enum Unit {
        /** Hosts: what is learned carries to hosts that were never seen. Flows without hosts are drawn as stretches. */
        HOSTS,
        /**
         * Stretches of {@value FlowSplit#STRETCH} flows that follow each other in a file: for networks that have too few hosts
         * to part them, where what is learned carries to other flows of the same hosts.
         */
        STRETCHES
    }
}
