package org.flowfoundry.evaluation.protocol;

import java.io.Serializable;

/**
 * What a method sees of the rows of a domain, standardised on the pool: the flow's own values, those and the context of its
 * hosts, or what a network makes of them.
 *
 * @param pool (rows, features) without labels
 * @param candidates (rows, features) that labels are drawn from
 * @param test (rows, features)
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record View(String name, float[][] pool, float[][] candidates, float[][] test) implements Serializable {

    /** The flow's own values. */
    public static final String FLOW = "flow";

    /** The flow's own values and the context of its hosts. */
    public static final String CONTEXT = "context";

    public int width() {
        return test[0].length;
    }
}
