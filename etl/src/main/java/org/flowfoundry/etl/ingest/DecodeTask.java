package org.flowfoundry.etl.ingest;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.flowfoundry.etl.input.FileSource;

/** Decodes parts of files and stages their rows; runs on an executor. */
final class DecodeTask {

    private static final byte[] NOTHING = {};

    private final FlowTableWriter flows;
    private final QuarantineWriter quarantine;
    private final Map<String, Knowledge> knowledge;
    private final Configuration hadoop;
    private final FlowBatch batch = new FlowBatch();

    DecodeTask(
            FlowTableWriter flows,
            QuarantineWriter quarantine,
            Map<String, Knowledge> knowledge,
            Configuration hadoop) {
        this.flows = flows;
        this.quarantine = quarantine;
        this.knowledge = knowledge;
        this.hadoop = hadoop;
    }

    /** Decodes all parts, telling how many rows and bytes each gave. */
    TaskOutcome run(List<FilePart> parts, TaskMeter meter) {
        Map<Integer, FileCounts> counts = new LinkedHashMap<>();
        for (FilePart part : parts) {
            FileCounts found = decode(part);
            counts.merge(part.index(), found, FileCounts::plus);
            meter.add(found.flows(), part.bytes());
        }
        return new TaskOutcome(flows.finish(), quarantine.finish(), counts);
    }

    private FileCounts decode(FilePart part) {
        String name = part.file().name();
        Quarantine rejected = quarantine.of(name, part.format());
        Tally tally = new Tally();
        try (FlowReader reader = open(part, rejected)) {
            while (read(reader, tally, rejected)) {
                flows.write(batch, name, tally, rejected);
            }
            return tally.counts(reader.counts());
        } catch (IOException e) {
            throw EtlErrors.inputFailed(name, e);
        }
    }

    private FlowReader open(FilePart part, Quarantine rejected) throws IOException {
        FileSource source = new FileSource(part.file(), hadoop);
        Knowledge known = knowledge.getOrDefault(part.format(), Knowledge.NONE);
        return new DamageTolerantFormat(FlowFormats.named(part.format()))
                .open(new DecodeRequest(Decompression.of(source), part.split(), known, rejected));
    }

    /** Fills the batch. A decoder that fails on a record gives the rows before it, and a row of quarantine for the rest. */
    private boolean read(FlowReader reader, Tally tally, Quarantine rejected) throws IOException {
        if (tally.hasFailed()) {
            return false;
        }
        try {
            return reader.read(batch);
        } catch (UserException e) {
            throw e;
        } catch (RuntimeException e) {
            if (!batch.isFull()) {
                batch.abandonRow();
            }
            DecodeCounts soFar = reader.counts();
            rejected.add(
                    -1,
                    soFar.bytesRead(),
                    "The decoder failed on it: " + e.getClass().getSimpleName(),
                    NOTHING,
                    0,
                    0);
            tally.addFailure();
            return batch.rows() > 0;
        }
    }
}
