package org.flowfoundry.training.graph;

import java.io.Serializable;
import java.util.Arrays;
import org.flowfoundry.training.flows.FlowEncoder;
import org.flowfoundry.training.flows.FlowField;

/**
 * A network that a model knows.
 *
 * @param name as in the tables' column {@code domain}
 * @param encoder what the model sees of its flows
 */
public record GraphDomain(String name, FlowEncoder encoder) implements Serializable {

    public GraphDomain {
        if (name == null || encoder == null) {
            throw new IllegalArgumentException("a domain needs name and encoder");
        }
    }

    /** For each field of the flows, which column comes after its last. */
    public int[] fieldEnds() {
        int[] ends = encoder.fields().stream().mapToInt(FlowField::width).toArray();
        Arrays.parallelPrefix(ends, Integer::sum);
        return ends;
    }
}
