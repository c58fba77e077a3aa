package org.flowfoundry.generation.flow;

import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.registry.ModelRegistry;

/** A generator, trained where there is none, and a table of what it makes. */
public final class GenerateFlows {

    private GenerateFlows() {}

    /**
     * Trains and samples.
     *
     * @param training of the generator; null = it is there
     * @param retrain whether it is trained though there is one
     * @param gate looks at the flows before they are in the table
     */
    public static GenerateFlowsResult run(
            SparkSession spark,
            FlowGeneratorOptions training,
            boolean retrain,
            GenerateFlowsOptions options,
            PublicationGate gate,
            Progress progress) {
        if (training != null) {
            Lake lake = Lake.open(spark, training.lake());
            if (retrain || !isThere(lake, training.name())) {
                FlowGeneratorTraining.run(lake, training, progress);
            }
        }
        return GenerateFlowsJob.run(spark, options, gate, progress);
    }

    private static boolean isThere(Lake lake, String name) {
        return new ModelRegistry(lake)
                .list().stream()
                        .anyMatch(model ->
                                model.name().equals(name) && !model.versions().isEmpty());
    }
}
