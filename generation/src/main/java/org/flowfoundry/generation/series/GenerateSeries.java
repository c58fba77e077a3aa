package org.flowfoundry.generation.series;

import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.registry.ModelRegistry;

/** A generator of series, trained where there is none, and what it makes. */
public final class GenerateSeries {

    private GenerateSeries() {}

    /**
     * Trains and samples.
     *
     * @param training of the generator; null = it is there
     * @param retrain whether it is trained though there is one
     */
    public static GenerateSeriesResult run(
            SparkSession spark,
            SeriesGeneratorOptions training,
            boolean retrain,
            GenerateSeriesOptions options,
            Progress progress) {
        Lake lake = Lake.open(spark, options.lake());
        if (training != null && (retrain || training.begin() == Begin.RESUME || !isThere(lake, training.name()))) {
            SeriesGeneratorTraining.run(lake, training, options.labels(), progress);
        }
        return GenerateSeriesJob.run(lake, options, progress);
    }

    private static boolean isThere(Lake lake, String name) {
        return new ModelRegistry(lake)
                .list().stream()
                        .anyMatch(model ->
                                model.name().equals(name) && !model.versions().isEmpty());
    }
}
