package org.flowfoundry.etl.ingest;

import java.util.BitSet;
import java.util.List;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.Quarantine;

/**
 * Keeps the rows that have a date to be filed under, and quarantines the others. A time that no date can write, outside the
 * years 1 to 9999, moves to the attributes; so date and flow_start never contradict each other by it.
 *
 * <p>Each date of a task is a file of its own, so hostile or broken clocks could make one of almost every row. Of more than
 * {@link #MOST_DATES}, eleven years of days, the rows are quarantined.
 */
final class DatedRows {

    static final int MOST_DATES = 4000;

    static final String UNDATED = "The record has no time; give the day it belongs to: --date YYYY-MM-DD";
    static final String TOO_MANY_DATES =
            "More than " + MOST_DATES + " dates in the files read together: the clock of this record cannot be right";

    private static final byte[] NOTHING = {};

    private final FlowDays days;
    private final BitSet datesSeen = new BitSet();
    private int dates;
    private FlowBatch kept;

    DatedRows(FlowDays days) {
        this.days = days;
    }

    /** The rows that can be filed: the batch itself where these are all, and nothing is to be moved. Valid until the next call. */
    FlowBatch of(FlowBatch batch, Tally tally, Quarantine quarantine) {
        int[] day = days.of(batch);
        int row = 0;
        while (row < batch.rows() && isSound(batch, row, day[row])) {
            row++;
        }
        if (row == batch.rows()) {
            return batch;
        }
        if (kept == null) {
            kept = new FlowBatch(batch.capacity());
        }
        kept.clear();
        for (row = 0; row < batch.rows(); row++) {
            if (day[row] == FlowDays.NONE) {
                quarantine(batch, row, UNDATED, quarantine);
                tally.addUndated();
            } else if (!isAdmitted(day[row])) {
                quarantine(batch, row, TOO_MANY_DATES, quarantine);
                tally.addRejected();
            } else {
                keep(batch, row);
            }
        }
        return kept;
    }

    private boolean isSound(FlowBatch batch, int row, int day) {
        return day != FlowDays.NONE
                && isAdmitted(day)
                && !FlowDays.isFar(batch, row)
                && !FlowDays.isUnwritable(batch.flowStart, row)
                && !FlowDays.isUnwritable(batch.flowEnd, row)
                && !FlowDays.isUnwritable(batch.exportTime, row);
    }

    /** Whether rows of that day are written; a new one is counted. */
    private boolean isAdmitted(int day) {
        int bit = day - FlowDays.FIRST_DAY;
        if (datesSeen.get(bit)) {
            return true;
        }
        if (dates == MOST_DATES) {
            return false;
        }
        datesSeen.set(bit);
        dates++;
        return true;
    }

    private static void quarantine(FlowBatch batch, int row, String reason, Quarantine quarantine) {
        quarantine.add(batch.sourceRecord.get(row), batch.sourceOffset.get(row), reason, NOTHING, 0, 0);
    }

    private void keep(FlowBatch batch, int row) {
        List<Column> columns = kept.columns();
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).copy(batch.columns().get(i), row, kept.rows());
        }
        if (FlowDays.isFar(batch, row)) {
            kept.flag(QualityFlag.CLOCK_SKEW);
        }
        if (FlowDays.isUnwritable(batch.flowStart, row)) {
            kept.flag(QualityFlag.TIME_MISSING);
        }
        moveUnwritable(kept.flowStart, "flowStartMicroseconds");
        moveUnwritable(kept.flowEnd, "flowEndMicroseconds");
        moveUnwritable(kept.exportTime, "exportTimeMicroseconds");
        kept.endRow();
    }

    private void moveUnwritable(LongColumn time, String attribute) {
        int row = kept.rows();
        if (FlowDays.isUnwritable(time, row)) {
            kept.attributes.put(row, attribute, Long.toString(time.get(row)));
            time.setNull(row);
            kept.flag(QualityFlag.VALUE_OUT_OF_RANGE);
        }
    }
}
