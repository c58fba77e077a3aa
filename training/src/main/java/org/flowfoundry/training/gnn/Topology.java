package org.flowfoundry.training.gnn;

import org.flowfoundry.training.graph.GraphBatch;

/**
 * All edges of a batch that messages go along. A hidden flow has none of any kind, so that nothing of it can reach what is
 * asked about it.
 *
 * @param sources flows hear from the hosts that sent them
 * @param destinations flows hear from the hosts they went to
 * @param sent hosts hear from the flows they sent
 * @param received hosts hear from the flows that came to them
 * @param earlierSent flows hear from earlier flows of the same source
 * @param earlierReceived flows hear from earlier flows to the same destination
 * @param earlierHosts hosts hear from what they were in their last slot
 */
record Topology(
        Edges sources,
        Edges destinations,
        Edges sent,
        Edges received,
        Edges earlierSent,
        Edges earlierReceived,
        Edges earlierHosts) {

    static Topology of(GraphBatch batch) {
        Edges sources = Edges.single(visible(batch.source(), batch.hidden()), batch.hosts());
        Edges destinations = Edges.single(visible(batch.destination(), batch.hidden()), batch.hosts());
        return new Topology(
                sources,
                destinations,
                sources.reversed(),
                destinations.reversed(),
                Edges.lookBack(batch.flows(), batch.before(), batch.gaps(), batch.hidden()),
                Edges.lookBack(batch.flows(), batch.beforeDestination(), batch.gapsDestination(), batch.hidden()),
                Edges.single(batch.hostBefore(), batch.hosts()));
    }

    private static int[] visible(int[] host, boolean[] hidden) {
        int[] visible = host.clone();
        for (int flow = 0; flow < visible.length; flow++) {
            if (hidden[flow]) {
                visible[flow] = -1;
            }
        }
        return visible;
    }
}
