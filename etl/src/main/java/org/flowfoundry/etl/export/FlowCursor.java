package org.flowfoundry.etl.export;

import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;

/**
 * One row of a batch after another, as the formats need it: times in milliseconds, and from what is there where one of start,
 * end and duration is not.
 */
final class FlowCursor {

    /** What stands for a time that is not known. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final int MICROS = 1_000;

    private FlowBatch flows;
    private int row;

    void at(FlowBatch newFlows, int newRow) {
        flows = newFlows;
        row = newRow;
    }

    FlowBatch flows() {
        return flows;
    }

    int row() {
        return row;
    }

    boolean has(LongColumn column) {
        return !column.isNull(row);
    }

    boolean has(IntColumn column) {
        return !column.isNull(row);
    }

    /** Milliseconds since 1970: the start, else the end less the duration; {@link #NO_TIME} where there is neither. */
    long startMillis() {
        if (has(flows.flowStart)) {
            return millis(flows.flowStart);
        }
        return has(flows.flowEnd) ? millis(flows.flowEnd) - durationMillis() : NO_TIME;
    }

    /** Milliseconds since 1970: the end, else the start and the duration; {@link #NO_TIME} where there is neither. */
    long endMillis() {
        if (has(flows.flowEnd)) {
            return millis(flows.flowEnd);
        }
        return has(flows.flowStart) ? millis(flows.flowStart) + durationMillis() : NO_TIME;
    }

    /** 0 where it is not known. */
    private long durationMillis() {
        return has(flows.durationMs) ? flows.durationMs.get(row) : 0;
    }

    private long millis(LongColumn column) {
        return Math.floorDiv(column.get(row), MICROS);
    }
}
