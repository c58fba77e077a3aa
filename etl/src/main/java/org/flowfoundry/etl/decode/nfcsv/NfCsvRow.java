package org.flowfoundry.etl.decode.nfcsv;

import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.csv.CsvRow;
import org.flowfoundry.etl.decode.text.Field;
import org.flowfoundry.etl.decode.text.RowChecks;

/** The row of a line of an NF CSV. */
final class NfCsvRow implements CsvRow {

    /** Microseconds in 32 bits, as milliseconds: a duration just below is a small negative one that wrapped around. */
    private static final long WRAPPED_MS = (1L << 32) / 1000;

    private static final long WRAP_MARGIN_MS = 5_000;

    private final boolean flagsByDirection;

    /** @param flagsByDirection whether the columns of TCP flags by direction are there, too */
    NfCsvRow(boolean flagsByDirection) {
        this.flagsByDirection = flagsByDirection;
    }

    @Override
    public Field column(String name) {
        return flagsByDirection && name.equalsIgnoreCase("TCP_FLAGS") ? Field.attribute(name) : NfCsvFields.of(name);
    }

    @Override
    public String complete(FlowBatch batch) {
        int row = batch.rows();
        completeDuration(batch, row);
        int protocol = batch.protocol.isNull(row) ? -1 : batch.protocol.get(row);
        completeIcmp(batch, row, RowChecks.isIcmp(protocol));
        if (protocol >= 0 && !RowChecks.hasPorts(protocol)) {
            RowChecks.dropPort(batch, batch.sourcePort, "L4_SRC_PORT");
            RowChecks.dropPort(batch, batch.destinationPort, "L4_DST_PORT");
        }
        RowChecks.flagDoubts(batch);
        return null;
    }

    private static void completeDuration(FlowBatch batch, int row) {
        if (!batch.durationMs.isNull(row)) {
            long duration = batch.durationMs.get(row);
            if (duration >= WRAPPED_MS - WRAP_MARGIN_MS && duration <= WRAPPED_MS) {
                batch.flag(QualityFlag.DURATION_WRAP);
            }
        } else if (!batch.flowStart.isNull(row) && !batch.flowEnd.isNull(row)) {
            long micros = batch.flowEnd.get(row) - batch.flowStart.get(row);
            if (micros >= 0) {
                batch.durationMs.set(row, micros / 1000);
            }
        }
    }

    /** Takes nProbe's {@code type * 256 + code} apart. Of a protocol that is not ICMP it stays an attribute. */
    private static void completeIcmp(FlowBatch batch, int row, boolean isIcmp) {
        if (batch.icmpType.isNull(row)) {
            return;
        }
        int typeAndCode = batch.icmpType.get(row);
        if (isIcmp) {
            batch.icmpType.set(row, typeAndCode >> 8);
            batch.icmpCode.set(row, typeAndCode & 0xff);
        } else {
            batch.icmpType.setNull(row);
            batch.attributes.put(row, "ICMP_TYPE", Integer.toString(typeAndCode));
        }
    }
}
