package org.flowfoundry.generation.flow;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.flow.FlowGenerator.Description;
import org.flowfoundry.generation.flow.FlowGeneratorOptions.Counting;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
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
            if (retrain || training.begin() == Begin.RESUME || !isThere(lake, training.name())) {
                FlowGeneratorTraining.run(lake, training, progress);
            } else {
                progress.note("Generator " + training.name()
                        + " is there, and taken as it is: what is said of learning counts with" + " --retrain only");
                requireLearned(lake, training);
            }
        }
        return GenerateFlowsJob.run(spark, options, gate, progress);
    }

    /** What was asked not to be learned must not have been. */
    private static void requireLearned(Lake lake, FlowGeneratorOptions training) {
        Description there = FlowGenerator.read(new ModelRegistry(lake).resolve(training.name()))
                .description();
        List<String> known = training.data().withheld().stream()
                .filter(field -> there.codec().tokens(field) != null)
                .toList();
        if (!known.isEmpty()) {
            throw GenerationErrors.knowsWithheld(training.name(), known);
        }
        if (training.data().counting() == Counting.DISTINCT && there.counting() != Counting.DISTINCT) {
            throw GenerationErrors.countsOtherwise(training.name());
        }
    }

    private static boolean isThere(Lake lake, String name) {
        return new ModelRegistry(lake)
                .list().stream()
                        .anyMatch(model ->
                                model.name().equals(name) && !model.versions().isEmpty());
    }
}
