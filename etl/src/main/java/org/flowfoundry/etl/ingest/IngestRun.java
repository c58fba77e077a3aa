package org.flowfoundry.etl.ingest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.etl.EtlErrors;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.input.InputFile;
import org.flowfoundry.etl.input.InputFiles;
import org.flowfoundry.etl.input.Packing;
import org.flowfoundry.etl.input.Shipped;
import org.flowfoundry.etl.input.SurveyStage;
import org.flowfoundry.etl.input.SurveyedFile;
import org.flowfoundry.etl.input.Surveyor;

/** One run of ingest: survey, then chunk by chunk decode, stage, commit. */
final class IngestRun {

    /** How often a chunk is decoded anew because another run was faster with some of its files. */
    private static final int DECODE_ATTEMPTS = 3;

    private static final int COMMIT_ATTEMPTS = 20;
    private static final long SMALLEST_SPLIT_BYTES = 8L << 20;
    private static final DateTimeFormatter RUN_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final IngestOptions options;
    private final Progress progress;
    private final JavaSparkContext spark;
    private final Configuration hadoop;
    private final Broadcast<SerializableConfiguration> sharedHadoop;
    private final IngestLake lake;
    private final IngestCommits commits;
    private final DomainKey domainKey;
    private final Instant startedAt = Instant.now();
    private final DecodeRules rules;
    private final FileNotes notes;
    private TemplateSearch templates;
    private ChunkStage stage;
    private int chunks;

    IngestRun(SparkSession session, IngestOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.hadoop = session.sessionState().newHadoopConf();
        this.sharedHadoop = spark.broadcast(new SerializableConfiguration(hadoop));
        this.lake = new IngestLake(Lake.open(session, options.lake()), progress);
        this.commits = new IngestCommits(lake);
        this.domainKey = new DomainKey(lake, options);
        this.notes = new FileNotes(progress);
        String runId =
                RUN_TIME.format(startedAt) + "-" + UUID.randomUUID().toString().substring(0, 8);
        this.rules = new DecodeRules(
                options.domain(),
                runId,
                (int) startedAt.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay(),
                options.date() == null ? null : (int) options.date().toEpochDay(),
                options.splitBiflows(),
                options.key(),
                options.samplingInterval());
    }

    IngestResult run() {
        progress.stage("look for files");
        List<InputFile> files = InputFiles.find(options.inputs(), hadoop, notes::addUnfinished);
        lake.prepare();
        domainKey.require(commits.settledVersion(options.domain()));
        SurveyStage.Surveyed surveyed = survey(files);
        List<SurveyedFile> distinct = distinct(surveyed.files());
        Broadcast<Shipped<Map<String, Knowledge>>> knowledge = spark.broadcast(Shipped.of(surveyed.knowledge()));
        DecodeStage.Context context = context(knowledge);
        templates = new TemplateSearch(spark, context);
        stage = new ChunkStage(spark, lake, context, options, startedAt, progress);
        IngestResult result = IngestResult.NOTHING.plusSkipped(files.size() - distinct.size());
        for (List<SurveyedFile> chunk :
                Packing.fill(distinct, file -> file.file().bytes(), options.commitBytes())) {
            result = ingest(chunk, result);
        }
        notes.summarize(result);
        return result;
    }

    private DecodeStage.Context context(Broadcast<Shipped<Map<String, Knowledge>>> knowledge) {
        return new DecodeStage.Context(
                lake.location(IngestTables.FLOWS),
                lake.location(IngestTables.QUARANTINE),
                rules,
                knowledge,
                sharedHadoop);
    }

    private SurveyStage.Surveyed survey(List<InputFile> files) {
        long bytes = files.stream().mapToLong(InputFile::bytes).sum();
        long splitBytes = Math.min(
                options.splitBytes(), Math.max(SMALLEST_SPLIT_BYTES, bytes / (2L * spark.defaultParallelism())));
        String format = options.format().equals(IngestOptions.AUTO) ? null : options.format();
        try (StageProgress stage = StageProgress.begin(spark.sc(), progress, "survey", bytes, false)) {
            return new SurveyStage(spark, sharedHadoop, new Surveyor(format, splitBytes, true))
                    .run(files, stage.meter());
        }
    }

    /** The first of the files with the same bytes each. */
    private List<SurveyedFile> distinct(List<SurveyedFile> files) {
        Set<String> seen = new HashSet<>();
        return files.stream()
                .filter(file -> file.sha256() == null || seen.add(file.sha256()))
                .toList();
    }

    private IngestResult ingest(List<SurveyedFile> chunk, IngestResult before) {
        for (int attempt = 0; attempt < DECODE_ATTEMPTS; attempt++) {
            long version = commits.settledVersion(options.domain());
            domainKey.require(version);
            List<SurveyedFile> fresh = fresh(chunk);
            IngestResult result = before.plusSkipped(chunk.size() - fresh.size());
            if (fresh.isEmpty()) {
                return result;
            }
            StagedChunk staged = stage.stage(fresh, ++chunks);
            progress.stage("commit");
            if (commit(staged.journal().atVersion(version), staged.files())) {
                staged.files().forEach(notes::add);
                return staged.files().stream().reduce(result, IngestResult::plus, (a, b) -> b);
            }
            commits.discard(staged.journal());
        }
        throw EtlErrors.domainIsBusy(options.domain());
    }

    /**
     * Commits, also if other runs add other files to the domain meanwhile.
     *
     * @return false where another run has added some of the same files, or files under another key
     */
    private boolean commit(Journal first, List<IngestedFile> files) {
        Journal journal = first;
        for (int attempt = 0; attempt < COMMIT_ATTEMPTS; attempt++) {
            if (commits.commit(journal)) {
                return true;
            }
            journal = journal.atVersion(commits.settledVersion(options.domain()));
            if (isAnyKnown(files) || !domainKey.isRespectedAt(journal.domainVersion())) {
                return false;
            }
        }
        commits.discard(journal);
        throw EtlErrors.domainIsBusy(options.domain());
    }

    /** The files that the domain does not hold yet; those that had no templates, if they have now. */
    private List<SurveyedFile> fresh(List<SurveyedFile> files) {
        List<String> keys = files.stream()
                .flatMap(file -> Stream.concat(
                        ContentKey.done(file, options).stream(), Stream.of(ContentKey.withoutTemplate(file))))
                .toList();
        Set<String> known = lake.known(options.domain(), keys);
        List<SurveyedFile> fresh = files.stream()
                .filter(file -> ContentKey.done(file, options).stream().noneMatch(known::contains))
                .toList();
        Set<SurveyedFile> unreadable = templates.missing(fresh.stream()
                .filter(file -> known.contains(ContentKey.withoutTemplate(file)))
                .toList());
        return fresh.stream().filter(file -> !unreadable.contains(file)).toList();
    }

    private boolean isAnyKnown(List<IngestedFile> files) {
        List<String> keys = files.stream()
                .flatMap(file ->
                        Stream.concat(ContentKey.done(file.surveyed(), options).stream(), Stream.of(file.contentKey())))
                .toList();
        return !lake.known(options.domain(), keys).isEmpty();
    }
}
