package org.flowfoundry.training.gnn;

import java.io.Serializable;

/**
 * The shape of a graph network: everything that, with its domains, decides its parameters. Saved as JSON with them.
 *
 * @param width of the states of flows and hosts
 * @param layers each of which looks back in time, then to flows and hosts joined
 * @param lookBack earlier flows per flow and role; that of the batches it reads
 * @param aggregation how messages of several flows are put together
 * @param heads of the attention; they divide the width evenly (otherwise not used)
 * @param dropout share of activations dropped in training, 0 to below 1
 */
public record GraphConfig(int width, int layers, int lookBack, Aggregation aggregation, int heads, double dropout)
        implements Serializable {

    private static final int GREATEST_WIDTH = 4096;
    private static final int MOST_LAYERS = 32;
    private static final int LONGEST_LOOK_BACK = 256;

    /** About half a million parameters, and some 50,000 more for each domain of 80 fields. */
    public static final GraphConfig STANDARD = new GraphConfig(128, 2, 8, Aggregation.MEAN, 4, 0.1);

    public GraphConfig {
        require(aggregation != null, "aggregation must be given");
        inRange("width", width, 1, GREATEST_WIDTH);
        inRange("layers", layers, 1, MOST_LAYERS);
        inRange("lookBack", lookBack, 1, LONGEST_LOOK_BACK);
        inRange("heads", heads, 1, width);
        require(width % heads == 0, "width " + width + " is not a multiple of heads " + heads);
        require(dropout >= 0 && dropout < 1, "dropout must lie in 0 to below 1, not " + dropout);
    }

    private static void inRange(String name, int value, int least, int most) {
        require(
                value >= least && value <= most,
                name + " must lie between " + least + " and " + most + ", not " + value);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** How the messages that a node gets are made one. */
    public enum Aggregation {
        /** Their mean (GraphSAGE, Hamilton et al. 2017). */
        MEAN,
        /** The greatest of each value of them, after a layer (GraphSAGE's pooling). */
        MAX,
        /** Their mean weighted by what both sides are (graph attention, Velickovic et al. 2018). */
        ATTENTION
    }
}
