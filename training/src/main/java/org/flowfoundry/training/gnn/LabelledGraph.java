package org.flowfoundry.training.gnn;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.graph.GraphBatch;

/**
 * A batch of which some flows have labels.
 *
 * @param labels (flows): numbers of classes, {@link #NONE} where there is none
 */
public record LabelledGraph(GraphBatch batch, int[] labels) implements Serializable {

    /** In the place of a label. */
    public static final int NONE = -1;

    public LabelledGraph {
        if (labels.length != batch.flows()) {
            throw new IllegalArgumentException(labels.length + " labels for " + batch.flows() + " flows");
        }
    }

    /** How many flows have a label. */
    public int labelled() {
        int count = 0;
        for (int label : labels) {
            count += label == NONE ? 0 : 1;
        }
        return count;
    }

    /** Graphs of one domain as one. */
    static LabelledGraph join(List<LabelledGraph> graphs) {
        return new LabelledGraph(
                GraphBatch.join(graphs.stream().map(LabelledGraph::batch).toList()),
                graphs.stream()
                        .flatMapToInt(graph -> Arrays.stream(graph.labels))
                        .toArray());
    }

    /** The same batch with other labels. */
    LabelledGraph with(int[] others) {
        return new LabelledGraph(batch, others);
    }

    /** The labels of several graphs, without the places that have none. */
    static int[] labels(List<LabelledGraph> graphs) {
        return graphs.stream()
                .flatMapToInt(graph -> Arrays.stream(graph.labels))
                .filter(label -> label != NONE)
                .toArray();
    }
}
