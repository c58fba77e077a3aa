package org.flowfoundry.training.data;

import java.util.List;

/**
 * Training examples on disk or in memory, in groups that are read whole: what {@link ShuffledBatches} shuffles.
 *
 * @param <R> an example
 */
public interface Rows<R> extends AutoCloseable {

    int groups();

    /** How many rows a group holds. */
    int rows(int group);

    /** All rows of a group, in an order that is always the same. */
    List<R> read(int group);

    @Override
    void close();

    /** Rows in memory, as one group. */
    static <R> Rows<R> of(List<R> rows) {
        return new MemoryRows<>(rows);
    }
}
