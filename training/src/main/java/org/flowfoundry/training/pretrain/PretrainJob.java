package org.flowfoundry.training.pretrain;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.TrainingErrors;
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

    private static final String SHARDS = "data.shards";
    private static final String RESOURCES = "training.resources.";

    /** Settings that a training may go on without. */
    private static final Set<String> FREE =
            Set.of("lake", "begin", "training.checkpointEvery", "training.keepCheckpoints");

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
        return request instanceof PretrainOptions series
                ? run(lake, request, new SeriesPretraining(lake, series, progress), progress)
                : run(lake, request, new GraphPretraining(lake, (GraphPretrainOptions) request, progress), progress);
    }

    /** Likewise for another kind of model. */
    public static <B> PretrainResult run(Lake lake, PretrainRequest request, Pretraining<B> kind, Progress progress) {
        return new PretrainJob(lake, request, progress).run(kind);
    }

    private <B> PretrainResult run(Pretraining<B> kind) {
        Workspace workspace = new Workspace(lake, request.name());
        try (Lease lease = workspace.take()) {
            workspace.begin(request.begin());
            return run(kind, workspace);
        }
    }

    private <B> PretrainResult run(Pretraining<B> kind, Workspace workspace) {
        TrainingRun run = new TrainingRun(lake.spark(), progress);
        int workers = run.workers(request.training().resources());
        int shards = settle(workspace, workers);
        if (shards < workers) {
            throw TrainingErrors.badSetting(
                    "shards",
                    Integer.toString(shards),
                    "there are " + workers + " workers, and each needs one of its own");
        }
        kind.prepare(workspace, shards, workers);
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

    /** Keeps the settings, or compares them; gives how many files of training data a part has. */
    private int settle(Workspace workspace, int workers) {
        Map<String, String> settings = Settings.of((Record) request);
        Set<String> free = new HashSet<>(FREE);
        settings.keySet().stream().filter(name -> name.startsWith(RESOURCES)).forEach(free::add);
        if (settings.get(SHARDS).equals("0")) {
            // The data is cut the same on, however many workers there are now.
            settings.put(SHARDS, Integer.toString(workers * SHARDS_PER_WORKER));
            free.add(SHARDS);
        }
        return Integer.parseInt(workspace.settle(settings, free).get(SHARDS));
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
