package org.flowfoundry.training.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.flowfoundry.training.engine.SoleTraining;
import org.flowfoundry.training.engine.TrainingConfig;
import org.flowfoundry.training.engine.TrainingConfig.Cadence;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.engine.TrainingRound;
import org.flowfoundry.training.model.ModelSize;
import org.flowfoundry.training.tensor.MatrixProduct;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * A JVM that trains for some steps and says, as its last line, what they took. Processes, because a JVM decides once how it
 * multiplies matrices and how memory is allocated. Arguments: model size, rows of a batch, steps, warm-up steps, threads,
 * whether the batch is always the same, whether agreement is local.
 */
final class StepProcess {

    private static final int PRODUCTS = 40;

    private StepProcess() {}

    /**
     * What it says.
     *
     * @param stepNanos processor time of the steps after the warm-up
     * @param faults pages that the kernel gave, per step after the warm-up
     * @param losses of all steps
     * @param productNanos of {@link MatrixProduct}
     * @param residentKilobytes of the process after the warm-up, a tenth, a half and all of the steps
     */
    record Report(
            long[] stepNanos, double faults, List<Double> losses, long productNanos, List<Long> residentKilobytes) {}

    /** What is asked of it. */
    record Request(ModelSize size, int rows, int steps, int warmUp, int threads, boolean fixed, boolean local) {

        List<String> arguments() {
            return List.of(
                    size.name(),
                    Integer.toString(rows),
                    Integer.toString(steps),
                    Integer.toString(warmUp),
                    Integer.toString(threads),
                    Boolean.toString(fixed),
                    Boolean.toString(local));
        }

        static Request of(String... arguments) {
            return new Request(
                    ModelSize.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
                    Integer.parseInt(arguments[1]),
                    Integer.parseInt(arguments[2]),
                    Integer.parseInt(arguments[3]),
                    Integer.parseInt(arguments[4]),
                    Boolean.parseBoolean(arguments[5]),
                    Boolean.parseBoolean(arguments[6]));
        }

        /** A constant learning rate, so that another program has the same. */
        TrainingConfig config() {
            int never = Integer.MAX_VALUE;
            return TrainingConfig.of(steps, 1e-3)
                    .withOptimization(new Optimization(1e-3, 1, 0, 0.01, 0.95, 1, 0.999))
                    .withSynchronization(local ? Synchronization.local(25) : Synchronization.gradients())
                    .withCadence(new Cadence(never, 1, 0, 0, fixed ? 1 : never));
        }
    }

    public static void main(String[] arguments) throws IOException {
        Request request = Request.of(arguments);
        NativeEngine engine = NativeEngine.open(List.of(), request.threads());
        long product = MatrixProduct.fastest(engine, PRODUCTS, StepProcess::processorNanos);
        Path folder = Files.createTempDirectory("steps");
        StepMeter meter = new StepMeter(request.steps(), request.warmUp());
        TrainingResult result = SoleTraining.run(
                new ObservedProgram(
                        new BenchmarkProgram(request.size(), request.rows(), request.fixed()), meter::stepBegins),
                request.config(),
                folder.resolve("run").toString(),
                engine);
        List<Double> losses =
                result.rounds().stream().map(TrainingRound::trainingLoss).toList();
        meter.ended();
        System.out.println(new ObjectMapper()
                .writeValueAsString(new Report(meter.nanos(), meter.faults(), losses, product, meter.resident())));
    }

    /** Of the calling thread: with one native thread, all that a step takes. */
    static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
