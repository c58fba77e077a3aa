package org.flowfoundry.etl.decode.mirage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.parquet.FlatParquetFile;
import org.flowfoundry.core.parquet.FlatParquetFile.RowGroupPlace;
import org.flowfoundry.core.parquet.InvalidParquetException;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.decode.Split;

/**
 * Reads the biflows of the row groups that begin in a split. A row group that is damaged is quarantined as one record from
 * where it cannot be read on, and the next one is read.
 */
final class MirageReader implements FlowReader {

    private static final byte[] NOTHING = {};

    private final FlatParquetFile file;
    private final List<RowGroupPlace> rowGroups;
    private final MirageRow row;
    private final Split split;
    private final Quarantine quarantine;
    private int next;
    private RowGroupPlace current;
    private long record;
    private long recordAtEnd;
    private long quarantined;
    private long bytesRead;

    private MirageReader(FlatParquetFile file, MirageRow row, DecodeRequest request) {
        this.file = file;
        this.rowGroups = file == null ? List.of() : file.rowGroups();
        this.row = row;
        this.split = request.split();
        this.quarantine = request.quarantine();
        this.recordAtEnd = split.firstRecord();
    }

    /** Opens a split; of a file that holds no such table, one that gives nothing but the reason. */
    static MirageReader open(DecodeRequest request) throws IOException {
        String reason;
        try {
            FlatParquetFile file = FlatParquetFile.open(new MirageSource(request.source()));
            reason = MirageRow.problem(file.columns()).orElse(null);
            if (reason == null) {
                return new MirageReader(file, new MirageRow(file), request);
            }
            file.close();
        } catch (InvalidParquetException e) {
            reason = e.getMessage();
        }
        MirageReader nothing = new MirageReader(null, null, request);
        nothing.quarantine(-1, 0, reason, NOTHING);
        return nothing;
    }

    @Override
    public boolean read(FlowBatch batch) throws IOException {
        batch.clear();
        while (!batch.isFull() && (current != null || startNext())) {
            try {
                List<List<Object>> values = file.row();
                if (values == null) {
                    current = null;
                } else {
                    decode(values, batch);
                }
            } catch (InvalidParquetException e) {
                quarantineRest(e);
            }
        }
        return batch.rows() > 0;
    }

    /** Goes on to the next row group of the split that can be read; false where there is none. */
    private boolean startNext() throws IOException {
        while (next < rowGroups.size()) {
            RowGroupPlace place = rowGroups.get(next++);
            if (place.offset() < split.start() || place.offset() >= split.end()) {
                continue;
            }
            current = place;
            record = recordAtEnd;
            recordAtEnd += place.rows();
            bytesRead += place.bytes();
            try {
                file.startRowGroup(next - 1);
                return true;
            } catch (InvalidParquetException e) {
                quarantineRest(e);
            }
        }
        return false;
    }

    private void decode(List<List<Object>> values, FlowBatch batch) {
        String reason = row.decode(values, batch);
        if (reason != null) {
            batch.abandonRow();
            quarantine(record++, current.offset(), reason, values.toString().getBytes(StandardCharsets.UTF_8));
            return;
        }
        batch.sourceRecord.set(batch.rows(), record++);
        batch.sourceOffset.set(batch.rows(), current.offset());
        batch.endRow();
    }

    private void quarantineRest(InvalidParquetException damage) {
        quarantine(record, current.offset(), damage.getMessage(), NOTHING);
        current = null;
    }

    private void quarantine(long number, long offset, String reason, byte[] raw) {
        quarantine.add(number, offset, reason, raw, 0, raw.length);
        quarantined++;
    }

    @Override
    public DecodeCounts counts() {
        return new DecodeCounts(quarantined, 0, 0, bytesRead);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
