package org.flowfoundry.etl.simulate.export;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Puts records into the order in which they leave the exporter. Holds those of the flows that are still going on. */
final class ExportQueue {

    /** Takes a record whose time has come. */
    interface Out {
        void accept(ExportedFlow flow) throws IOException;
    }

    /** The number keeps the order of those that leave together the same from run to run. */
    private record Waiting(ExportedFlow flow, long number) {}

    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(
            Comparator.comparingLong((Waiting entry) -> entry.flow.exportTime()).thenComparingLong(Waiting::number));
    private long number;

    void add(ExportedFlow flow) {
        waiting.add(new Waiting(flow, number++));
    }

    /** Gives all records that leave before a moment. */
    void release(long before, Out out) throws IOException {
        while (!waiting.isEmpty() && waiting.peek().flow.exportTime() < before) {
            out.accept(waiting.remove().flow);
        }
    }
}
