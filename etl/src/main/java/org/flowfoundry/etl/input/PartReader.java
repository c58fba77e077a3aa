package org.flowfoundry.etl.input;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.EtlErrors;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.decode.compression.DamageTolerantFormat;
import org.flowfoundry.etl.decode.compression.Decompression;

/**
 * Reads the flows of a part of a file. Whatever its bytes are, it ends: a decoder that fails on them gives the rows before,
 * and one row of quarantine for what it left.
 */
public final class PartReader implements Closeable {

    private static final String SAMPLING_UNKNOWN = "none";
    private static final byte[] NOTHING = {};

    private final String fileName;
    private final FlowReader reader;
    private final Quarantine quarantine;
    private boolean failed;

    private PartReader(String fileName, FlowReader reader, Quarantine quarantine) {
        this.fileName = fileName;
        this.reader = reader;
        this.quarantine = quarantine;
    }

    /**
     * Opens a part.
     *
     * @param knowledge of all files, by format
     */
    public static PartReader open(
            FilePart part, Map<String, Knowledge> knowledge, Quarantine quarantine, Configuration hadoop) {
        FileSource source = new FileSource(part.file(), hadoop);
        Knowledge known = knowledge.getOrDefault(part.format(), Knowledge.NONE);
        try {
            FlowReader reader = new DamageTolerantFormat(FlowFormats.named(part.format()))
                    .open(new DecodeRequest(Decompression.of(source), part.split(), known, quarantine));
            return new PartReader(part.file().name(), reader, quarantine);
        } catch (IOException e) {
            throw EtlErrors.inputFailed(part.file().name(), e);
        }
    }

    /**
     * Clears the batch and fills it with the next rows, complete with what decoders leave out.
     *
     * @return false at the end, with an empty batch
     */
    public boolean read(FlowBatch batch) {
        batch.clear();
        boolean more = !failed && decode(batch);
        for (int row = 0; row < batch.rows(); row++) {
            batch.sourceFile.set(row, fileName);
            if (batch.qualityFlags.isNull(row)) {
                batch.qualityFlags.set(row, 0);
            }
            if (batch.samplingSource.isNull(row)) {
                batch.samplingSource.set(row, SAMPLING_UNKNOWN);
            }
        }
        return more;
    }

    /** What was found so far besides the flows. */
    public DecodeCounts counts() {
        return reader.counts().plusQuarantined(failed ? 1 : 0);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw EtlErrors.inputFailed(fileName, e);
        }
    }

    private boolean decode(FlowBatch batch) {
        try {
            return reader.read(batch);
        } catch (IOException e) {
            throw EtlErrors.inputFailed(fileName, e);
        } catch (UserException e) {
            throw e;
        } catch (RuntimeException e) {
            if (!batch.isFull()) {
                batch.abandonRow();
            }
            failed = true;
            String reason = "The decoder failed on it: " + e.getClass().getSimpleName();
            quarantine.add(-1, reader.counts().bytesRead(), reason, NOTHING, 0, 0);
            return batch.rows() > 0;
        }
    }
}
