package org.flowfoundry.training.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;

/**
 * A program of its own for {@link ClusterTrainingTest}, which says on stdout what came of it. Its first argument is a Spark
 * master: on local-cluster an executor is killed, on local the program itself, the first time. Then follow a folder and the
 * path of classes for executors.
 */
final class ClusterTraining {

    static final TrainingConfig CONFIG = TrainingConfig.of(40, 0.1)
            .withOptimization(new Optimization(0.1, 0.1, 5, 0.01, 0.95, 1, 0.9))
            .withResources(new Resources(0, 1, 120));

    private ClusterTraining() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[1]);
        SparkSession spark = SparkSession.builder()
                .master(arguments[0])
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.executor.memory", "512m")
                .config("spark.executor.extraClassPath", arguments[2])
                .config("spark.executorEnv.OMP_NUM_THREADS", "1")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
        if (spark.sparkContext().isLocal()) {
            alone(spark, folder);
        } else {
            together(spark, folder);
        }
        spark.stop();
    }

    private static void alone(SparkSession spark, Path folder) {
        TrainingResult result = train(spark, mortal(0, folder), CONFIG, folder.resolve("alone"), true);
        System.out.println("losses " + losses(result));
    }

    private static MortalRegression mortal(int rank, Path folder) {
        return new MortalRegression(
                new Regression(16), rank, 26, folder.resolve("killed.pid").toString());
    }

    private static void together(SparkSession spark, Path folder) {
        TrainingResult straight = train(spark, new Regression(16), CONFIG, folder.resolve("straight"), false);
        System.out.println("workers " + straight.workers());

        TrainingResult torn = train(spark, mortal(1, folder), CONFIG, folder.resolve("torn"), false);
        System.out.println("killed an executor " + Files.exists(folder.resolve("killed.pid")));
        System.out.println("same curve " + losses(torn).equals(losses(straight)));
        System.out.println("same validations " + validations(torn).equals(validations(straight)));
        System.out.println("same parameters " + Arrays.equals(torn.finalParameters(), straight.finalParameters()));

        TrainingConfig three = CONFIG.withResources(new Resources(3, 1, 2));
        System.out.println("three workers: " + refusal(spark, three, folder.resolve("three")));
        spark.sparkContext().conf().set("spark.dynamicAllocation.enabled", "true");
        System.out.println("dynamic: " + refusal(spark, CONFIG, folder.resolve("dynamic")));
    }

    private static String refusal(SparkSession spark, TrainingConfig config, Path folder) {
        try {
            train(spark, new Regression(16), config, folder, false);
            return "none";
        } catch (UserException e) {
            return e.getMessage();
        }
    }

    private static TrainingResult train(
            SparkSession spark, TrainingProgram<?> program, TrainingConfig config, Path folder, boolean resume) {
        return new TrainingRun(spark, Progress.SILENT).train(program, config, folder.toString(), resume);
    }

    private static List<Double> losses(TrainingResult result) {
        return result.rounds().stream().map(TrainingRound::trainingLoss).toList();
    }

    private static List<Double> validations(TrainingResult result) {
        return new ArrayList<>(
                result.rounds().stream().map(TrainingRound::validationLoss).toList());
    }
}
