package org.flowfoundry.etl.decode.compression;

import java.io.IOException;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.DamagedStreamException;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Quarantine;

/** A reader that ends at damage: the batch being filled keeps its complete rows. */
final class DamageTolerantReader implements FlowReader {

    private static final DecodeCounts NOTHING = new DecodeCounts(0, 0, 0, 0);

    private final FlowReader reader;
    private final Quarantine quarantine;
    private DamagedStreamException unreported;
    private boolean ended;
    private int damages;

    DamageTolerantReader(FlowReader reader, Quarantine quarantine) {
        this.reader = reader;
        this.quarantine = quarantine;
    }

    /** For a source that is damaged before its first record. */
    DamageTolerantReader(DamagedStreamException damage, Quarantine quarantine) {
        this.reader = null;
        this.quarantine = quarantine;
        this.unreported = damage;
    }

    @Override
    public boolean read(FlowBatch batch) throws IOException {
        if (unreported != null) {
            batch.clear();
            report(unreported);
            unreported = null;
        }
        if (ended) {
            batch.clear();
            return false;
        }
        try {
            return reader.read(batch);
        } catch (DamagedStreamException e) {
            if (!batch.isFull()) {
                batch.abandonRow();
            }
            report(e);
            return batch.rows() > 0;
        }
    }

    private void report(DamagedStreamException damage) {
        quarantine.add(-1, damage.offset(), damage.getMessage(), new byte[0], 0, 0);
        damages++;
        ended = true;
    }

    @Override
    public DecodeCounts counts() {
        DecodeCounts counts = reader == null ? NOTHING : reader.counts();
        return counts.plusQuarantined(damages);
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
