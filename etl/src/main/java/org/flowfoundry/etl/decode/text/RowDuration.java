package org.flowfoundry.etl.decode.text;

import org.flowfoundry.core.flow.FlowBatch;

/** The duration of the row being filled, which may stand before or behind the times it belongs to. */
public final class RowDuration {

    private static final long NONE = -1;

    private long micros = NONE;

    /** Forgets the row before. */
    public void forget() {
        micros = NONE;
    }

    /** A field of seconds with a fraction. */
    public Field.Parser seconds() {
        return TableFields.rememberedSpan(value -> micros = value, 6);
    }

    /** A field of microseconds. */
    public Field.Parser micros() {
        return TableFields.rememberedSpan(value -> micros = value, 0);
    }

    /** Settles the row's duration and end: each as the source says, else from the other one and the start. */
    public void complete(FlowBatch batch) {
        int row = batch.rows();
        boolean started = !batch.flowStart.isNull(row);
        if (micros == NONE && started && !batch.flowEnd.isNull(row)) {
            micros = Math.max(NONE, batch.flowEnd.get(row) - batch.flowStart.get(row));
        }
        if (micros == NONE) {
            return;
        }
        batch.durationMs.set(row, micros / 1000);
        if (started && batch.flowEnd.isNull(row)) {
            batch.flowEnd.set(row, batch.flowStart.get(row) + micros);
        }
    }
}
