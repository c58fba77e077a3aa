package org.flowfoundry.etl.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.StagedFile;
import org.flowfoundry.etl.EtlErrors;
import org.flowfoundry.etl.input.SurveyedFile;

/** Stages all rows that come of some files, in all three tables, or none. */
final class ChunkStage {

    private final JavaSparkContext spark;
    private final IngestLake lake;
    private final DecodeStage.Context context;
    private final IngestOptions options;
    private final Instant startedAt;
    private final Progress progress;

    ChunkStage(
            JavaSparkContext spark,
            IngestLake lake,
            DecodeStage.Context context,
            IngestOptions options,
            Instant startedAt,
            Progress progress) {
        this.spark = spark;
        this.lake = lake;
        this.context = context;
        this.options = options;
        this.startedAt = startedAt;
        this.progress = progress;
    }

    /** Decodes files and stages their rows, the number-th time in this run. */
    StagedChunk stage(List<SurveyedFile> files, int number) {
        DecodeStage.Decoded decoded = decode(files);
        List<StagedFile> quarantine = new ArrayList<>(decoded.quarantine());
        List<StagedFile> list = new ArrayList<>();
        try {
            List<IngestedFile> ingested = ingestedFiles(files, decoded);
            requireTimes(ingested);
            quarantine.addAll(stageQuarantine(files));
            list.addAll(stageList(ingested));
            Journal journal = new Journal(
                    context.rules().runId(),
                    number,
                    options.domain(),
                    IngestLake.NEVER,
                    decoded.flows(),
                    quarantine,
                    list);
            return new StagedChunk(journal, ingested);
        } catch (RuntimeException e) {
            lake.delete(IngestTables.FLOWS, decoded.flows());
            lake.delete(IngestTables.QUARANTINE, quarantine);
            lake.delete(IngestTables.INGESTED_FILES, list);
            throw e;
        }
    }

    private DecodeStage.Decoded decode(List<SurveyedFile> files) {
        long bytes = files.stream().mapToLong(file -> file.file().bytes()).sum();
        try (StageProgress stage = StageProgress.begin(spark.sc(), progress, "decode", bytes, true)) {
            return new DecodeStage(spark, lake, context, options.splitBytes()).run(files, stage.meter());
        }
    }

    private List<IngestedFile> ingestedFiles(List<SurveyedFile> files, DecodeStage.Decoded decoded) {
        List<IngestedFile> ingested = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            SurveyedFile file = files.get(i);
            FileCounts counts = isQuarantinedWhole(file)
                    ? FileCounts.ONE_QUARANTINED
                    : decoded.counts().getOrDefault(i, FileCounts.NONE);
            ingested.add(new IngestedFile(file, ContentKey.of(file, counts, options), counts));
        }
        return ingested;
    }

    /** A forgotten --date is worth stopping for, unless it is only some odd file among others that needs one. */
    private static void requireTimes(List<IngestedFile> files) {
        boolean anyFlows = files.stream().anyMatch(file -> file.counts().flowsRead() > 0);
        files.stream()
                .filter(file -> file.counts().isAllUndated() && !anyFlows)
                .findFirst()
                .ifPresent(file -> {
                    throw EtlErrors.noTimes(file.surveyed().file().name());
                });
    }

    private List<StagedFile> stageQuarantine(List<SurveyedFile> files) {
        DecodeRules rules = context.rules();
        try (QuarantineWriter quarantine = new QuarantineWriter(
                rules.writer(context.quarantine(), IngestTables.QUARANTINE_COLUMNS, hadoop()), rules)) {
            for (SurveyedFile file : files) {
                if (isQuarantinedWhole(file)) {
                    quarantine
                            .of(file.file().name(), options.format())
                            .add(-1, 0, file.problem(), file.head(), 0, file.head().length);
                }
            }
            return quarantine.finish();
        }
    }

    private List<StagedFile> stageList(List<IngestedFile> files) {
        DecodeRules rules = context.rules();
        try (IngestedFilesWriter list = new IngestedFilesWriter(
                rules.writer(lake.location(IngestTables.INGESTED_FILES), IngestTables.INGESTED_FILE_COLUMNS, hadoop()),
                rules,
                startedAt)) {
            return list.write(files);
        }
    }

    private Configuration hadoop() {
        return context.configuration();
    }

    private static boolean isQuarantinedWhole(SurveyedFile file) {
        return file.state() == SurveyedFile.State.REJECTED || file.state() == SurveyedFile.State.UNREADABLE;
    }
}
