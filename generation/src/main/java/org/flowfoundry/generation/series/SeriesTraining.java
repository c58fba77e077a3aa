package org.flowfoundry.generation.series;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.generation.image.DiffusionConfig;
import org.flowfoundry.training.engine.TrainingConfig;
import org.flowfoundry.training.engine.TrainingConfig.Cadence;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.engine.TrainingRun;

/** Trains a model of series on the executors, in a folder of its own that is gone afterwards. */
final class SeriesTraining {

    private static final int SHARDS_PER_WORKER = 4;
    private static final int REPORTS = 20;

    private final Lake lake;
    private final GenerateSeriesOptions options;
    private final Progress progress;

    SeriesTraining(Lake lake, GenerateSeriesOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
    }

    /** What was trained, and how it went. */
    record Trained(SeriesDescription description, long series, String dataVersion, TrainingResult result) {}

    /**
     * Trains.
     *
     * @param series rows of {@link SeriesTables#SERIES}
     * @param dataVersion of these rows
     */
    Trained train(Dataset<Row> series, List<SeriesClass> classes, String dataVersion) {
        Path folder = lake.ownPath("generation/" + options.name());
        TrainingRun run = new TrainingRun(lake.spark(), progress);
        try {
            lake.fileSystem().delete(folder, true);
            int workers = run.workers(options.training().resources());
            SeriesShards shards = SeriesShards.write(
                    lake, series, classes, new Path(folder, "data").toString(), shards(series, workers));
            SeriesDescription description = new SeriesDescription(config(classes), classes);
            TrainingResult result = run.train(
                    program(description, shards, dataVersion), config(), new Path(folder, "run").toString(), false);
            lake.fileSystem().delete(folder, true);
            return new Trained(description, shards.total(), dataVersion, result);
        } catch (IOException e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        }
    }

    /** So few that none is likely to be empty. */
    private static int shards(Dataset<Row> series, int workers) {
        return series.count() < 64L * workers * SHARDS_PER_WORKER ? workers : workers * SHARDS_PER_WORKER;
    }

    private SeriesProgram program(SeriesDescription description, SeriesShards shards, String dataVersion) {
        Configuration conf = lake.spark().sessionState().newHadoopConf();
        return new SeriesProgram(
                description.config(),
                shards,
                new SerializableConfiguration(conf),
                dataVersion,
                options.training().batchRows(),
                options.seed());
    }

    private DiffusionConfig config(List<SeriesClass> classes) {
        SeriesCodec codec = classes.get(0).codec();
        GenerateSeriesOptions.Training training = options.training();
        return new DiffusionConfig(
                training.form(),
                codec.channels().size(),
                codec.steps(),
                classes.size(),
                training.width(),
                training.blocks());
    }

    private TrainingConfig config() {
        GenerateSeriesOptions.Training training = options.training();
        int report = (int) Math.max(1, training.updates() / REPORTS);
        return TrainingConfig.of(training.updates(), training.learningRate())
                .withSeed(options.seed())
                .withOptimization(new Optimization(
                        training.learningRate(),
                        0.01,
                        Math.min(200, training.updates() / 10),
                        0.01,
                        0.99,
                        1,
                        training.averageDecay()))
                .withCadence(new Cadence((int) Math.max(1, Math.min(1000, training.updates())), 2, 0, 0, report))
                .withResources(training.resources());
    }
}
