package org.flowfoundry.training.graph;

import java.io.Serializable;
import java.util.List;

/**
 * A piece of a domain's flow graph as a network reads it: flows as nodes, joined to their two hosts, of which there is one
 * node per host and time slot. Several pieces may be packed in one batch, their indices just shifted. All arrays are plain,
 * indices are of this batch, -1 = none; a host's address is nowhere in it.
 *
 * <p>Time goes up in a piece: what {@code before} and {@code hostBefore} point to stands earlier in the batch. A flow that is
 * hidden sends nothing: it is in no other flow's {@code before} and {@code beforeDestination}, has none itself, and a network
 * leaves it out of every sum and mean over a host's flows. Only its own values and the hosts of its questions are read.
 *
 * @param domain which of the model's domains: one per batch
 * @param flows how many, the hidden ones too
 * @param hosts how many host nodes: one per host <em>and</em> slot that it has a flow in
 * @param values (flows, fields of the domain): as the domain's encoder gives them, NaN = absent
 * @param source (flows): host node of the flow's source in the flow's slot
 * @param destination (flows): host node of its destination in that slot; the source's where a host talks to itself
 * @param slot (flows): number of the time slot in its piece, from 0
 * @param hostSlot (hosts): the same of the host node
 * @param hostBefore (hosts): the same host's node in the last slot before that it was active in, visibly
 * @param lookBack how many earlier flows a flow is linked to at most, per role
 * @param before (flows, lookBack): earlier flows of the same source, the latest first
 * @param beforeDestination (flows, lookBack): earlier flows to the same destination, the latest first
 * @param gaps (flows, lookBack): log(1 + seconds) between the starts of both, 0 where there is no link
 * @param gapsDestination (flows, lookBack): the same of {@code beforeDestination}
 * @param hidden (flows): takes no part in message passing, nor in any aggregate; it is only asked for
 * @param askedSource (questions): host nodes; is there a hidden flow from the one ...
 * @param askedDestination (questions): ... to the other?
 * @param askedFlow (questions): the hidden flow that is asked about; its negatives have the same
 * @param linked (questions): the truth
 * @param hard (questions): whether a negative has the slot of its positive and a destination of about the same degree
 * @param masked (flows, fields): values that a network is to see as absent and to reconstruct; null = none
 */
public record GraphBatch(
        int domain,
        int flows,
        int hosts,
        float[] values,
        int[] source,
        int[] destination,
        int[] slot,
        int[] hostSlot,
        int[] hostBefore,
        int lookBack,
        int[] before,
        int[] beforeDestination,
        float[] gaps,
        float[] gapsDestination,
        boolean[] hidden,
        int[] askedSource,
        int[] askedDestination,
        int[] askedFlow,
        boolean[] linked,
        boolean[] hard,
        boolean[] masked)
        implements Serializable {

    /** All flows of a piece, of which nothing is hidden, asked or masked: for inference. */
    public static GraphBatch of(Piece piece, int lookBack) {
        return PieceDraw.of(piece, new GraphRule(lookBack, 0, 0, 0, false), new int[0], 0);
    }

    /**
     * Batches as one.
     *
     * @param batches at least one, all of one domain and look-back, and all with masks or none
     */
    public static GraphBatch join(List<GraphBatch> batches) {
        return batches.size() == 1 ? batches.get(0) : new GraphBatchJoin(batches).joined();
    }

    /** Values per flow. */
    public int fields() {
        return flows == 0 ? 0 : values.length / flows;
    }

    /** Links that are asked for, and those that are not there. */
    public int questions() {
        return linked.length;
    }
}
