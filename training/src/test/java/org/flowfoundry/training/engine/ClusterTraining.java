package org.flowfoundry.training.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;

/**
 * A program of its own for {@link ClusterTrainingTest}: trains on executors that are processes, and says on stdout what came
 * of it. Its first argument is a folder, its second the path of classes for the executors.
 */
final class ClusterTraining {

    private static final TrainingConfig CONFIG = TrainingConfig.of(40, 0.1)
            .withOptimization(new Optimization(0.1, 0.1, 5, 0.01, 0.95, 1, 0.9))
            .withResources(new Resources(2, 1, 60));

    private ClusterTraining() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        SparkSession spark = SparkSession.builder()
                .master("local-cluster[2,2,1024]")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.executor.memory", "512m")
                .config("spark.executor.extraClassPath", arguments[1])
                .config("spark.executorEnv.OMP_NUM_THREADS", "1")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
        trainings(spark, folder);
        spark.stop();
    }

    private static void trainings(SparkSession spark, Path folder) throws Exception {
        TrainingResult straight = train(spark, new Regression(16), CONFIG, folder.resolve("straight"));
        System.out.println("workers " + straight.workers());
        System.out.println("last loss " + losses(straight).get(losses(straight).size() - 1));

        Path marker = folder.resolve("killed.pid");
        TrainingResult torn = train(
                spark,
                new MortalRegression(new Regression(16), 1, 26, marker.toString()),
                CONFIG,
                folder.resolve("torn"));
        System.out.println("killed an executor " + Files.exists(marker));
        System.out.println("same curve " + losses(torn).equals(losses(straight)));
        System.out.println("same validations " + validations(torn).equals(validations(straight)));
        System.out.println(
                "same parameters " + java.util.Arrays.equals(torn.finalParameters(), straight.finalParameters()));

        try {
            TrainingConfig three = CONFIG.withResources(new Resources(3, 1, 2));
            train(spark, new Regression(16), three, folder.resolve("three"));
        } catch (UserException e) {
            System.out.println("refused " + e.getMessage());
        }
    }

    private static TrainingResult train(
            SparkSession spark, TrainingProgram<?> program, TrainingConfig config, Path folder) {
        return new TrainingRun(spark, Progress.SILENT).train(program, config, folder.toString(), false);
    }

    private static List<Double> losses(TrainingResult result) {
        return result.rounds().stream().map(TrainingRound::trainingLoss).toList();
    }

    private static List<Double> validations(TrainingResult result) {
        return new ArrayList<>(
                result.rounds().stream().map(TrainingRound::validationLoss).toList());
    }
}
