package org.flowfoundry.training.data;

import java.util.List;

/** Rows that are in memory already, as one group. */
final class MemoryRows<R> implements Rows<R> {

    private final List<R> rows;

    MemoryRows(List<R> rows) {
        this.rows = List.copyOf(rows);
    }

    @Override
    public int groups() {
        return 1;
    }

    @Override
    public int rows(int group) {
        return rows.size();
    }

    @Override
    public List<R> read(int group) {
        return rows;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
