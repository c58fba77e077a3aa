package org.flowfoundry.generation.flow;

import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.CommitConflictException;
import org.flowfoundry.core.lake.CommitOptions;
import org.flowfoundry.core.lake.DeltaTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.StagedFile;
import org.flowfoundry.core.lake.SyntheticTables;
import org.flowfoundry.core.lake.TablePartition;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.flow.FlowGenerator.Description;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;

/**
 * Fills days of {@code synthetic_flows} with what a generator makes. The days' rows so far go in the same commit in which the new
 * ones come, so a run that is killed leaves the table as it was, and one that is repeated gives the same rows.
 */
public final class GenerateFlowsJob {

    /** Rows of a task: enough to pay for loading the network, few enough to lose when one fails. */
    private static final long ROWS_PER_TASK = 500_000;

    /** No task knows what another made: so few rows are better made by one. */
    private static final long LEAST_DISTINCT_ROWS = 50_000;

    private final Lake lake;
    private final GenerateFlowsOptions options;
    private final PublicationGate gate;
    private final Progress progress;

    private GenerateFlowsJob(Lake lake, GenerateFlowsOptions options, PublicationGate gate, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.gate = gate;
        this.progress = progress;
    }

    /**
     * Makes rows of a generator that is there.
     *
     * @throws org.flowfoundry.core.error.UserException where the gate lets them not pass; then nothing is written
     */
    public static GenerateFlowsResult run(
            SparkSession spark, GenerateFlowsOptions options, PublicationGate gate, Progress progress) {
        return new GenerateFlowsJob(Lake.open(spark, options.lake()), options, gate, progress).run();
    }

    private GenerateFlowsResult run() {
        ModelVersion version = new ModelRegistry(lake).resolve(options.generator());
        FlowGenerator generator = FlowGenerator.read(version);
        Conditions conditions = Conditions.of(generator.description(), options.conditions(), options.balance());
        String domain = options.as() == null ? generator.description().domain() : options.as();
        List<SamplingTask> tasks = tasks(generator);
        DeltaTables tables = new DeltaTables(lake);
        lake.prepare();
        tables.createIfAbsent(SyntheticTables.FLOWS);
        String run = UUID.randomUUID().toString();
        long began = System.nanoTime();
        LearnedRecords learned = options.novel() ? learned(generator.description(), version) : null;
        List<StagedFile> files = sampled(generator, learned, conditions, domain, tasks, run);
        double seconds = (System.nanoTime() - began) / 1e9;
        check(generator, files);
        commit(tables, files, tasks, domain, run);
        long rows = files.stream().mapToLong(StagedFile::rows).sum();
        int days =
                (int) tasks.stream().mapToInt(SamplingTask::epochDay).distinct().count();
        return new GenerateFlowsResult(generator.id(), domain, run, rows, days, rows / seconds);
    }

    private LearnedRecords learned(Description generator, ModelVersion version) {
        progress.stage("reading what was learned");
        PartitionRange days =
                new PartitionRange(List.of(), LocalDate.parse(generator.from()), LocalDate.parse(generator.to()));
        FlowRecords flows = FlowRecords.open(lake, generator.domain(), days);
        return LearnedRecords.of(
                flows,
                GeneratorTerms.of(generator).rule(),
                version.card().data().windows());
    }

    private List<StagedFile> sampled(
            FlowGenerator generator,
            LearnedRecords learned,
            Conditions conditions,
            String domain,
            List<SamplingTask> tasks,
            String run) {
        progress.stage("sampling flows");
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(lake.spark().sparkContext());
        Broadcast<FlowGenerator> sent = spark.broadcast(generator);
        Broadcast<LearnedRecords> known = learned == null ? null : spark.broadcast(learned);
        try {
            FlowSampling sampling = new FlowSampling(
                    sent,
                    known,
                    conditions,
                    options,
                    domain,
                    lake.location(SyntheticTables.FLOWS),
                    run,
                    new SerializableConfiguration(lake.spark().sessionState().newHadoopConf()));
            return spark.parallelize(tasks, tasks.size()).flatMap(sampling).collect();
        } finally {
            sent.destroy();
            if (known != null) {
                known.destroy();
            }
        }
    }

    private void check(FlowGenerator generator, List<StagedFile> files) {
        progress.stage("looking for records that give real ones away");
        String folder = lake.location(SyntheticTables.FLOWS);
        String[] paths = files.stream()
                .map(file -> new Path(folder, new Path(URI.create(file.path()))).toString())
                .toArray(String[]::new);
        Dataset<Row> staged =
                lake.spark().read().schema(SyntheticTables.FLOWS.schema()).parquet(paths);
        List<String> risks = gate.risks(staged, GeneratorTerms.of(generator.description()));
        if (!risks.isEmpty()) {
            delete(paths);
            throw GenerationErrors.givesAway(risks);
        }
    }

    private void delete(String[] paths) {
        try {
            for (String path : paths) {
                lake.fileSystem().delete(new Path(path), false);
            }
        } catch (IOException e) {
            throw LakeErrors.notWritable(paths[0], e);
        }
    }

    private void commit(
            DeltaTables tables, List<StagedFile> files, List<SamplingTask> tasks, String domain, String run) {
        Set<TablePartition> days = new LinkedHashSet<>();
        tasks.forEach(task -> days.add(new TablePartition(domain, LocalDate.ofEpochDay(task.epochDay()))));
        try {
            tables.commit(
                    SyntheticTables.FLOWS, files, CommitOptions.once(run, 1).replacing(days));
        } catch (CommitConflictException e) {
            throw GenerationErrors.otherWriters(SyntheticTables.FLOWS.name(), e);
        }
    }

    /** Rows of each day by its weekday's share, cut into tasks. */
    private List<SamplingTask> tasks(FlowGenerator generator) {
        LocalDate from =
                options.from() == null ? LocalDate.parse(generator.description().from()) : options.from();
        LocalDate last =
                options.to() == null ? LocalDate.parse(generator.description().to()) : options.to();
        LocalDate to = last.isBefore(from) ? from : last;
        double[] shares = generator.description().network().days();
        List<LocalDate> days = from.datesUntil(to.plusDays(1)).toList();
        double all = days.stream().mapToDouble(day -> share(shares, day)).sum();
        long parallel = Math.max(1, lake.spark().sparkContext().defaultParallelism());
        long least = generator.isDistinct() ? LEAST_DISTINCT_ROWS : 1;
        long perTask = Math.max(least, Math.min(ROWS_PER_TASK, (options.rows() + parallel - 1) / parallel));
        List<SamplingTask> tasks = new ArrayList<>();
        double before = 0;
        long first = 0;
        for (LocalDate day : days) {
            before += share(shares, day);
            long end = Math.round(options.rows() * before / all);
            for (; first < end; first = Math.min(end, first + perTask)) {
                tasks.add(new SamplingTask((int) day.toEpochDay(), first, Math.min(end, first + perTask) - first));
            }
        }
        return tasks;
    }

    private static double share(double[] shares, LocalDate day) {
        return shares[day.getDayOfWeek().getValue() - 1];
    }
}
