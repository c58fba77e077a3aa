package org.flowfoundry.etl.ingest;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;

/** Tells the UTC day of each row: that of flow_start, else of export_time, else a given one. */
final class FlowDays {

    /** The day of a row that has none. */
    static final int NONE = Integer.MIN_VALUE;

    private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);
    /** Days that four digits of a year can write; times of damaged records can lie anywhere. */
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();

    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private final int otherwise;
    private int[] days = new int[FlowBatch.DEFAULT_CAPACITY];

    /** @param otherwise the day of rows without any time, since 1970-01-01; null for none */
    FlowDays(Integer otherwise) {
        this.otherwise = otherwise == null ? NONE : otherwise;
    }

    /** The days of all rows since 1970-01-01, {@link #NONE} where there is none. Valid until the next call. */
    int[] of(FlowBatch batch) {
        if (days.length < batch.capacity()) {
            days = new int[batch.capacity()];
        }
        for (int row = 0; row < batch.rows(); row++) {
            int day = day(batch.flowStart, row);
            if (day == NONE) {
                day = day(batch.exportTime, row);
            }
            days[row] = day == NONE ? otherwise : day;
        }
        return days;
    }

    private static int day(LongColumn time, int row) {
        if (time.isNull(row)) {
            return NONE;
        }
        long day = Math.floorDiv(time.get(row), MICROS_PER_DAY);
        return day < FIRST_DAY || day > LAST_DAY ? NONE : (int) day;
    }
}
