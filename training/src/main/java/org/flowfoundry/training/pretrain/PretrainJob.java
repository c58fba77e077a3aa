package org.flowfoundry.training.pretrain;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.engine.TrainingConfig;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.engine.TrainingRound;
import org.flowfoundry.training.engine.TrainingRun;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.registry.ModelVersion;

/**
 * From tables of a lake to a registered model: fits the encoder, makes the training data, trains on the executors, registers the
 * result with its card and writes {@code training_rounds}. Interrupted at any point, it goes on with {@link Begin#RESUME}; the
 * model is registered whole or not at all. What is particular to a kind of model is a {@link Pretraining}.
 */
public final class PretrainJob {

    /** With so many, workers read even shares and shuffle across files. */
    private static final int SHARDS_PER_WORKER = 8;

    private static final double VALIDATION_SHARE = 0.2;

    private final Lake lake;
    private final PretrainRequest request;
    private final Progress progress;

    private PretrainJob(Lake lake, PretrainRequest request, Progress progress) {
        this.lake = lake;
        this.request = request;
        this.progress = progress;
    }

    public static PretrainResult run(SparkSession spark, PretrainRequest request, Progress progress) {
        Lake lake = Lake.open(spark, request.lake());
        PretrainJob job = new PretrainJob(lake, request, progress);
        return request instanceof PretrainOptions series
                ? job.run(new SeriesPretraining(lake, series, progress))
                : job.run(new GraphPretraining(lake, (GraphPretrainOptions) request, progress));
    }

    private <B> PretrainResult run(Pretraining<B> kind) {
        Workspace workspace = new Workspace(lake, request.name());
        workspace.begin(request.begin());
        TrainingRun run = new TrainingRun(lake.spark(), progress);
        int workers = run.workers(request.training().resources());
        kind.prepare(workspace, workers);
        TrainingConfig config = request.training().config(kind.trainingRows(), workers);
        TrainingResult trained = run.train(
                kind.program(validationBatches(kind.validationRows(), config, workers)),
                config,
                workspace.trainingFolder(),
                request.begin() == Begin.RESUME);
        ModelVersion version = kind.register(trained);
        workspace.delete();
        return result(version, kind.examples(), trained);
    }

    /** How many files to make: as many as asked for, or where that is 0 some per worker. */
    static int shards(int asked, int workers) {
        return asked > 0 ? asked : workers * SHARDS_PER_WORKER;
    }

    /** As many as there are, though no more than make all validations cost about a fifth of the training. */
    private int validationBatches(long rows, TrainingConfig config, int workers) {
        double validations = (double) config.steps() / config.cadence().validateEvery();
        // A pass forward alone is about a third of a step.
        double affordable = VALIDATION_SHARE * 3 * config.steps() * config.accumulation() / validations;
        double batches = (double) rows / workers / request.training().batchRows();
        return (int) Math.max(1, Math.min(affordable, batches));
    }

    private static PretrainResult result(
            ModelVersion version, PretrainResult.Examples examples, TrainingResult trained) {
        List<TrainingRound> rounds = trained.rounds();
        TrainingRound last = rounds.get(rounds.size() - 1);
        Map<String, Double> metrics = version.card().metrics();
        return new PretrainResult(
                version.name(),
                version.version(),
                version.folder().toString(),
                trained.bestParameters().length,
                examples,
                trained.workers(),
                trained.steps(),
                last.trainingLoss(),
                trained.bestLoss(),
                metrics,
                rounds.stream()
                        .mapToDouble(TrainingRound::tokensPerSecond)
                        .average()
                        .orElse(Double.NaN));
    }
}
