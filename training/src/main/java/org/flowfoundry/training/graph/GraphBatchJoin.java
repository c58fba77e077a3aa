package org.flowfoundry.training.graph;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Packs batches of one domain and look-back into one: their arrays one after the other, their indices shifted. */
final class GraphBatchJoin {

    private final List<GraphBatch> batches;

    GraphBatchJoin(List<GraphBatch> batches) {
        this.batches = batches;
    }

    GraphBatch joined() {
        GraphBatch first = batches.get(0);
        return new GraphBatch(
                first.domain(),
                batches.stream().mapToInt(GraphBatch::flows).sum(),
                batches.stream().mapToInt(GraphBatch::hosts).sum(),
                floats(GraphBatch::values),
                indices(GraphBatch::source, GraphBatch::hosts),
                indices(GraphBatch::destination, GraphBatch::hosts),
                indices(GraphBatch::slot, batch -> 0),
                indices(GraphBatch::hostSlot, batch -> 0),
                indices(GraphBatch::hostBefore, GraphBatch::hosts),
                first.lookBack(),
                indices(GraphBatch::before, GraphBatch::flows),
                indices(GraphBatch::beforeDestination, GraphBatch::flows),
                floats(GraphBatch::gaps),
                floats(GraphBatch::gapsDestination),
                flags(GraphBatch::hidden),
                indices(GraphBatch::askedSource, GraphBatch::hosts),
                indices(GraphBatch::askedDestination, GraphBatch::hosts),
                indices(GraphBatch::askedFlow, GraphBatch::flows),
                flags(GraphBatch::linked),
                flags(GraphBatch::hard),
                first.masked() == null ? null : flags(GraphBatch::masked));
    }

    /** @param count by which a batch shifts the indices of those after it */
    private int[] indices(Function<GraphBatch, int[]> array, ToIntFunction<GraphBatch> count) {
        int[] joined = new int
                [batches.stream().mapToInt(batch -> array.apply(batch).length).sum()];
        int at = 0;
        int shift = 0;
        for (GraphBatch batch : batches) {
            for (int index : array.apply(batch)) {
                joined[at++] = index < 0 ? index : index + shift;
            }
            shift += count.applyAsInt(batch);
        }
        return joined;
    }

    private float[] floats(Function<GraphBatch, float[]> array) {
        float[] joined = new float
                [batches.stream().mapToInt(batch -> array.apply(batch).length).sum()];
        int at = 0;
        for (GraphBatch batch : batches) {
            float[] part = array.apply(batch);
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    private boolean[] flags(Function<GraphBatch, boolean[]> array) {
        boolean[] joined = new boolean
                [batches.stream().mapToInt(batch -> array.apply(batch).length).sum()];
        int at = 0;
        for (GraphBatch batch : batches) {
            boolean[] part = array.apply(batch);
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
