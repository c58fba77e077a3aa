package org.flowfoundry.etl.ingest;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;

/**
 * Tells the UTC day of each row: that of flow_start, else of export_time, else a given one. A flow_start more than
 * {@value #MOST_DAYS_APART} days from export_time is no clock to file by: such a row has the day of its export_time.
 */
final class FlowDays {

    /** The day of a row that has none. */
    static final int NONE = Integer.MIN_VALUE;

    /** How far from its export a flow can have begun; damaged records and broken clocks name any day there is. */
    static final int MOST_DAYS_APART = 400;

    /** The first day that four digits of a year can write; times of damaged records can lie anywhere. */
    static final int FIRST_DAY = (int) LocalDate.of(1, 1, 1).toEpochDay();

    private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);
    private static final long FIRST_MICROS = FIRST_DAY * MICROS_PER_DAY;
    private static final long END_MICROS = LocalDate.of(10_000, 1, 1).toEpochDay() * MICROS_PER_DAY;

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
            int day = isFar(batch, row) ? NONE : day(batch.flowStart, row);
            if (day == NONE) {
                day = day(batch.exportTime, row);
            }
            days[row] = day == NONE ? otherwise : day;
        }
        return days;
    }

    /** Whether the row's flow_start lies too far from its export_time to be filed by. */
    static boolean isFar(FlowBatch batch, int row) {
        return isWritable(batch.flowStart, row)
                && isWritable(batch.exportTime, row)
                && Math.abs(batch.flowStart.get(row) - batch.exportTime.get(row)) > MOST_DAYS_APART * MICROS_PER_DAY;
    }

    /** Whether there is a time, but outside the years 1 to 9999, so that no date can write it. */
    static boolean isUnwritable(LongColumn time, int row) {
        return !time.isNull(row) && !isWritable(time, row);
    }

    private static boolean isWritable(LongColumn time, int row) {
        return !time.isNull(row) && time.get(row) >= FIRST_MICROS && time.get(row) < END_MICROS;
    }

    private static int day(LongColumn time, int row) {
        return isWritable(time, row) ? (int) Math.floorDiv(time.get(row), MICROS_PER_DAY) : NONE;
    }
}
