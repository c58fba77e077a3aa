package org.flowfoundry.etl.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.core.flow.FlowTable;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.StagedFile;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.input.FilePart;
import org.flowfoundry.etl.input.Packing;
import org.flowfoundry.etl.input.Shipped;
import org.flowfoundry.etl.input.SurveyedFile;
import org.flowfoundry.etl.input.TaskFailures;
import org.flowfoundry.etl.input.TaskMeter;

/** Decodes files on the executors and stages their rows. */
final class DecodeStage {

    private static final int TASKS_PER_CORE = 2;

    /**
     * What a task needs besides its parts.
     *
     * @param flows folder of the table
     * @param quarantine folder of the table
     * @param knowledge of all files of the run, by format
     */
    record Context(
            String flows,
            String quarantine,
            DecodeRules rules,
            Broadcast<Shipped<Map<String, Knowledge>>> knowledge,
            Broadcast<SerializableConfiguration> hadoop)
            implements Serializable {

        Configuration configuration() {
            return hadoop.value().value();
        }
    }

    /**
     * What was staged.
     *
     * @param counts by the file's index
     */
    record Decoded(List<StagedFile> flows, List<StagedFile> quarantine, Map<Integer, FileCounts> counts) {

        Decoded() {
            this(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        }

        void add(TaskOutcome outcome) {
            flows.addAll(outcome.flows());
            quarantine.addAll(outcome.quarantine());
            outcome.counts().forEach((index, counts) -> this.counts.merge(index, counts, FileCounts::plus));
        }
    }

    private final JavaSparkContext spark;
    private final IngestLake lake;
    private final Context context;
    private final long taskBytes;

    DecodeStage(JavaSparkContext spark, IngestLake lake, Context context, long taskBytes) {
        this.spark = spark;
        this.lake = lake;
        this.context = context;
        this.taskBytes = taskBytes;
    }

    /** Decodes the readable ones of the files. Where a task fails for good, what the others staged is deleted. */
    Decoded run(List<SurveyedFile> files, TaskMeter meter) {
        List<Shipped<List<FilePart>>> tasks = Packing.pack(
                        FilePart.of(files), FilePart::bytes, spark.defaultParallelism() * TASKS_PER_CORE, taskBytes)
                .stream()
                .map(Shipped::of)
                .toList();
        if (tasks.isEmpty()) {
            return new Decoded();
        }
        CollectionAccumulator<Shipped<TaskOutcome>> finished = spark.sc().collectionAccumulator("staged");
        try {
            return decoded(collect(tasks, context, meter, finished));
        } catch (RuntimeException e) {
            Decoded abandoned = decoded(finished.value());
            lake.delete(IngestTables.FLOWS, abandoned.flows());
            lake.delete(IngestTables.QUARANTINE, abandoned.quarantine());
            throw e;
        }
    }

    private List<Shipped<TaskOutcome>> collect(
            List<Shipped<List<FilePart>>> tasks,
            Context taskContext,
            TaskMeter meter,
            CollectionAccumulator<Shipped<TaskOutcome>> finished) {
        return TaskFailures.unwrapped(() -> spark.parallelize(tasks, tasks.size())
                .map(task -> {
                    Shipped<TaskOutcome> outcome = Shipped.of(decode(task.open(), taskContext, meter));
                    finished.add(outcome);
                    return outcome;
                })
                .collect());
    }

    private static TaskOutcome decode(List<FilePart> parts, Context context, TaskMeter meter) {
        Configuration hadoop = context.configuration();
        DecodeRules rules = context.rules();
        try (FlowTableWriter flows =
                        new FlowTableWriter(rules.writer(context.flows(), FlowTable.RECORD_COLUMNS, hadoop), rules);
                QuarantineWriter quarantine = new QuarantineWriter(
                        rules.writer(context.quarantine(), IngestTables.QUARANTINE_COLUMNS, hadoop), rules)) {
            return new DecodeTask(flows, quarantine, context.knowledge().value().open(), hadoop).run(parts, meter);
        }
    }

    private static Decoded decoded(List<Shipped<TaskOutcome>> outcomes) {
        Decoded decoded = new Decoded();
        outcomes.forEach(outcome -> decoded.add(outcome.open()));
        return decoded;
    }
}
