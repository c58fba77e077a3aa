package org.flowfoundry.evaluation.protocol;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * What a method sees of the rows of a domain, standardised on the pool: the flow's own values, those and the context of its
 * hosts, or what a network makes of them.
 *
 * @param pool (rows, features) without labels
 * @param candidates (rows, features) that labels are drawn from
 * @param test (rows, features)
 * @param fields (features): the field that each column belongs to, numbered from 0
 * @param encoding what made it out of the view {@link #FLOW}; null of other views
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record View(
        String name, float[][] pool, float[][] candidates, float[][] test, int[] fields, RowEncoding encoding)
        implements Serializable {

    /** The flow's own values. */
    public static final String FLOW = "flow";

    /** The flow's own values and the context of its hosts. */
    public static final String CONTEXT = "context";

    /** A view in which each column is a field. */
    public View(String name, float[][] pool, float[][] candidates, float[][] test) {
        this(name, pool, candidates, test, IntStream.range(0, test[0].length).toArray(), null);
    }

    /** The same, made by an encoder. */
    View by(RowEncoding maker) {
        return new View(name, pool, candidates, test, fields, maker);
    }
}
