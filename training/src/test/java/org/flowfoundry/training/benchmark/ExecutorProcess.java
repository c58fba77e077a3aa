package org.flowfoundry.training.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.training.engine.TrainingConfig;
import org.flowfoundry.training.engine.TrainingConfig.Cadence;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.engine.TrainingRound;
import org.flowfoundry.training.engine.TrainingRun;
import org.flowfoundry.training.model.ModelSize;

/**
 * A JVM that trains the small model on executors, which are processes of one core, and says how fast each round was.
 * Arguments: executors, rows of a batch, steps, local steps (0 = gradients).
 */
final class ExecutorProcess {

    private static final int STEPS_PER_ROUND = 5;

    private ExecutorProcess() {}

    /** What it says: of each round but the first. */
    record Report(List<Double> tokensPerSecond, List<Double> allReduceShare) {}

    public static void main(String[] arguments) throws IOException {
        int executors = Integer.parseInt(arguments[0]);
        int rows = Integer.parseInt(arguments[1]);
        int steps = Integer.parseInt(arguments[2]);
        int localSteps = Integer.parseInt(arguments[3]);
        Path folder = Files.createTempDirectory("executors");
        SparkSession spark = SparkSession.builder()
                .master("local-cluster[" + executors + ",1,2048]")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.executor.memory", "1g")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
        int never = Integer.MAX_VALUE;
        TrainingConfig config = TrainingConfig.of(steps, 1e-3)
                .withSynchronization(localSteps > 0 ? Synchronization.local(localSteps) : Synchronization.gradients())
                .withCadence(new Cadence(never, 1, 0, 0, STEPS_PER_ROUND))
                .withResources(new Resources(executors, 1, 120));
        TrainingResult result = new TrainingRun(spark, Progress.SILENT)
                .train(
                        new BenchmarkProgram(ModelSize.SMALL, rows, false),
                        config,
                        folder.resolve("run").toString(),
                        false);
        spark.stop();
        List<TrainingRound> rounds = result.rounds().subList(1, result.rounds().size());
        System.out.println(new ObjectMapper()
                .writeValueAsString(new Report(
                        rounds.stream().map(TrainingRound::tokensPerSecond).toList(),
                        rounds.stream().map(ExecutorProcess::allReduceShare).toList())));
    }

    private static double allReduceShare(TrainingRound round) {
        double all = round.dataSeconds() + round.computeSeconds() + round.allReduceSeconds() + round.otherSeconds();
        return round.allReduceSeconds() / all;
    }
}
