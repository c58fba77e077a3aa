package org.flowfoundry.training.pretrain;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.engine.TrainingConfig;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.engine.TrainingRound;
import org.flowfoundry.training.engine.TrainingRun;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.sequence.EncoderFit;
import org.flowfoundry.training.sequence.SequenceJob;
import org.flowfoundry.training.sequence.SequenceOptions;
import org.flowfoundry.training.sequence.Sequences;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.sequence.SeriesTable;
import org.flowfoundry.training.sequence.ShardSource;
import org.flowfoundry.training.sequence.Split.Part;

/**
 * From {@code host_series} to a registered model: fits the encoder, makes the training sequences, trains on the executors,
 * registers the result with its card and writes {@code training_rounds}. Interrupted at any point, it goes on with
 * {@link Begin#RESUME}; the model is registered whole or not at all.
 */
public final class PretrainJob {

    /** With so many, workers read even shares and shuffle across files. */
    private static final int SHARDS_PER_WORKER = 8;

    private static final double VALIDATION_SHARE = 0.2;

    private final Lake lake;
    private final PretrainOptions options;
    private final Progress progress;
    private int workers;

    private PretrainJob(Lake lake, PretrainOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
    }

    public static PretrainResult run(SparkSession spark, PretrainOptions options, Progress progress) {
        return new PretrainJob(Lake.open(spark, options.lake()), options, progress).run();
    }

    private PretrainResult run() {
        progress.stage("reading host series");
        SeriesTable table =
                SeriesTable.open(lake, options.range(), options.data().features());
        Workspace workspace = new Workspace(lake, options.name());
        workspace.begin(options.begin());
        workers = new TrainingRun(lake.spark(), progress)
                .workers(options.training().resources());
        Sequences sequences = SequenceJob.run(lake, table, options.data().features(), sequenceOptions(), progress);
        SeriesEncoder encoder = workspace.encoder(() -> fitted(table));
        TrainingResult trained = train(encoder, sequences, workspace);
        ModelVersion version = new Registration(lake, options, table, progress).register(encoder, sequences, trained);
        workspace.delete();
        return result(version, sequences, trained);
    }

    private SequenceOptions sequenceOptions() {
        int context = options.model().context();
        int shards = options.data().shards() > 0 ? options.data().shards() : workers * SHARDS_PER_WORKER;
        return new SequenceOptions(options.range(), options.data().split(), context, context / 2, shards);
    }

    private SeriesEncoder fitted(SeriesTable table) {
        progress.stage("fitting the encoder");
        Dataset<Row> rows = table.rows().where(options.data().split().condition(Part.TRAINING));
        return EncoderFit.fit(
                table, rows, options.data().features(), options.data().bins(), progress);
    }

    private NextWindowProgram program(SeriesEncoder encoder, Sequences sequences, TrainingConfig config) {
        Configuration conf = lake.spark().sessionState().newHadoopConf();
        return new NextWindowProgram(
                options.model(),
                encoder,
                options.targets(),
                new ShardSource(conf, sequences, sequences.training()),
                new ShardSource(conf, sequences, sequences.validation()),
                sequences.version(),
                options.training().batchRows(),
                validationBatches(sequences, config),
                options.training().seed());
    }

    /** As many as there are, though no more than make all validations cost about a fifth of the training. */
    private int validationBatches(Sequences sequences, TrainingConfig config) {
        double validations = (double) config.steps() / config.cadence().validateEvery();
        // A pass forward alone is about a third of a step.
        double affordable = VALIDATION_SHARE * 3 * config.steps() * config.accumulation() / validations;
        double rows = (double) sequences.validation().allRows() / workers;
        return (int) Math.max(1, Math.min(affordable, rows / options.training().batchRows()));
    }

    private TrainingResult train(SeriesEncoder encoder, Sequences sequences, Workspace workspace) {
        TrainingConfig config = options.training().config(sequences.training().allRows(), workers);
        return new TrainingRun(lake.spark(), progress)
                .train(
                        program(encoder, sequences, config),
                        config,
                        workspace.trainingFolder(),
                        options.begin() == Begin.RESUME);
    }

    private static PretrainResult result(ModelVersion version, Sequences sequences, TrainingResult trained) {
        List<TrainingRound> rounds = trained.rounds();
        TrainingRound last = rounds.get(rounds.size() - 1);
        return new PretrainResult(
                version.name(),
                version.version(),
                version.folder().toString(),
                trained.bestParameters().length,
                sequences.training().windows(),
                sequences.validation().windows(),
                trained.workers(),
                trained.steps(),
                last.trainingLoss(),
                trained.bestLoss(),
                rounds.stream()
                        .mapToDouble(TrainingRound::tokensPerSecond)
                        .average()
                        .orElse(Double.NaN));
    }
}
