package org.flowfoundry.etl.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.input.FilePart;
import org.flowfoundry.etl.input.PartReader;
import org.flowfoundry.etl.input.TaskMeter;

/** Decodes parts of files and stages their rows; runs on an executor. */
final class DecodeTask {

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
        stopIfKilled();
        return new TaskOutcome(flows.finish(), quarantine.finish(), counts);
    }

    /** Ends a task whose run has failed elsewhere, so that it stages nothing more. */
    private static void stopIfKilled() {
        if (TaskContext.get().isInterrupted()) {
            throw new TaskKilledException();
        }
    }

    private FileCounts decode(FilePart part) {
        Quarantine rejected = quarantine.of(part.file().name(), part.format());
        Tally tally = new Tally();
        try (PartReader reader = PartReader.open(part, knowledge, rejected, hadoop)) {
            while (reader.read(batch)) {
                stopIfKilled();
                flows.write(batch, tally, rejected);
            }
            return tally.counts(reader.counts());
        }
    }
}
