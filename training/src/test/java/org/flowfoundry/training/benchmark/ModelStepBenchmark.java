package org.flowfoundry.training.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.model.EagerPyTorch;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.ModelDump;
import org.flowfoundry.training.model.ModelSize;
import org.flowfoundry.training.model.NextWindowObjective;
import org.flowfoundry.training.model.SampleBatches;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.model.SequencePredictor;
import org.flowfoundry.training.model.Targets;
import org.flowfoundry.training.model.Trajectories;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.sequence.SampleEncoders;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.Gemm;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * What a training step costs on one core: {@code ModelStepBenchmark [transformer|gru [ROWS [ROUNDS]]]}. In each round, one after
 * the other: products of matrices, training steps here, the same steps in eager PyTorch where {@link EagerPyTorch#VARIABLE}
 * names a Python. All figures are processor time of the thread, the least of the rounds; 24 features, 32 bins, rows of 64.
 */
public final class ModelStepBenchmark {

    private static final int FEATURES = 24;
    private static final int BINS = 32;
    private static final int STEPS = 10;

    private final SequenceModel model;
    private final SequenceBatch batch;
    private final float[] initial;
    private final NativeEngine engine = NativeEngine.onCpu();
    private final double[] here = infinities(4);
    private double product = Double.POSITIVE_INFINITY;
    private double convolution = Double.POSITIVE_INFINITY;
    private double eager = Double.POSITIVE_INFINITY;

    private ModelStepBenchmark(ModelConfig.Kind kind, int rows) {
        this.model = new SequenceModel(ModelSize.SMALL.config(kind), SampleEncoders.even(FEATURES, BINS));
        this.batch = SampleBatches.random(rows, model.config().context(), FEATURES, 1);
        this.initial = model.initialParameters(1);
    }

    public static void main(String[] args) throws Exception {
        ModelConfig.Kind kind =
                ModelConfig.Kind.valueOf((args.length > 0 ? args[0] : "transformer").toUpperCase(Locale.ROOT));
        int rows = args.length > 1 ? Integer.parseInt(args[1]) : 64;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        new ModelStepBenchmark(kind, rows).run(rounds);
    }

    private static double[] infinities(int count) {
        double[] all = new double[count];
        Arrays.fill(all, Double.POSITIVE_INFINITY);
        return all;
    }

    private void run(int rounds) throws Exception {
        Path dump = Files.createTempFile("model", ".safetensors");
        try {
            ModelDump.write(dump, model, initial, batch);
            for (int round = 0; round < rounds; round++) {
                product = Math.min(product, multiply(Gemm.MKL));
                convolution = Math.min(convolution, multiply(Gemm.CONV1X1));
                train();
                if (EagerPyTorch.isAtHand()) {
                    JsonNode theirs = EagerPyTorch.run(dump, STEPS);
                    eager = Math.min(eager, theirs.get("cpu_ms").get(0).asDouble());
                }
            }
        } finally {
            Files.delete(dump);
        }
        report();
        predict();
    }

    private static double millis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
    }

    /** Least milliseconds of a product of (4096, 128) and (128, 512). */
    private double multiply(Gemm gemm) {
        try (NDManager manager = engine.newManager()) {
            NDArray x = manager.randomNormal(new Shape(4096, 128));
            NDArray weight = manager.randomNormal(new Shape(512, 128));
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < 3 * STEPS; i++) {
                double start = millis();
                engine.inferring(() -> gemm.linear(x, weight, null)).close();
                least = Math.min(least, millis() - start);
            }
            return least;
        }
    }

    /** Steps of forward, backward and AdamW, with dropout. */
    private void train() {
        NextWindowObjective objective = new NextWindowObjective(model, Targets.HARD);
        AdamW optimizer = new AdamW(model.layout(), 0.9, 0.99, 0.01);
        try (FlatParameters parameters = new FlatParameters(model.layout(), initial, engine)) {
            for (int i = 0; i < STEPS; i++) {
                double start = millis();
                double[] at = new double[2];
                try (NDManager step = engine.newManager()) {
                    engine.differentiating(() -> {
                        var loss = objective.loss(parameters.tensors(step), batch, step, Mode.TRAINING, 7);
                        at[0] = millis();
                        parameters.backward(loss.sum());
                        at[1] = millis();
                        return loss;
                    });
                }
                optimizer.update(
                        parameters.buffer().asFloatBuffer(),
                        parameters.gradient().asFloatBuffer(),
                        1e-5,
                        1e-4);
                parameters.zeroGradient();
                double end = millis();
                least(end - start, at[0] - start, at[1] - at[0], end - at[1]);
            }
        }
    }

    private void least(double... taken) {
        for (int i = 0; i < taken.length; i++) {
            here[i] = Math.min(here[i], taken[i]);
        }
    }

    private void report() {
        double tokens = batch.rows() * (double) batch.length();
        double flops = 6.0 * model.layout().size() * tokens;
        say("%s, %d parameters, %.0f tokens per step%n", engine.describe(), initial.length, tokens);
        double work = 2.0 * 4096 * 128 * 512 / 1e6;
        say("products        MKL %.0f, 1x1 convolution %.0f GFLOP/s%n", work / product, work / convolution);
        say(
                "step            %.1f ms = forward %.1f + backward %.1f + AdamW and the rest %.1f; %.0f tokens/s%n",
                here[0], here[1], here[2], here[3], 1000 * tokens / here[0]);
        double limit = flops / 1e6 / Math.max(work / product, work / convolution);
        say("                %.2f x the time of its products alone (%.1f ms)%n", here[0] / limit, limit);
        if (eager < Double.POSITIVE_INFINITY) {
            say("eager PyTorch   %.1f ms: the step here is %.2f x that%n", eager, here[0] / eager);
        } else {
            say("eager PyTorch   not measured: %s names no Python%n", EagerPyTorch.VARIABLE);
        }
    }

    private void predict() {
        try (SequencePredictor predictor = SequencePredictor.open(model.config(), model.encoder(), initial, engine)) {
            double[] least = infinities(2);
            for (int i = 0; i < 3; i++) {
                double start = millis();
                predictor.predict(batch);
                double middle = millis();
                append(predictor);
                least[0] = Math.min(least[0], middle - start);
                least[1] = Math.min(least[1], millis() - middle);
            }
            double tokens = batch.rows() * (double) batch.length();
            say("prediction      %.1f ms, %.0f tokens/s%n", least[0], 1000 * tokens / least[0]);
            say("trajectories    %.2f ms per appended window, of 256 x 8%n", least[1] / (256 * 8));
        }
    }

    private void append(SequencePredictor predictor) {
        int[] tokens = new int[256];
        Arrays.setAll(tokens, i -> i % batch.rows() * batch.length() + batch.length() / 2);
        int[] elapsed = new int[tokens.length];
        Arrays.fill(elapsed, 1);
        long[] times = new long[tokens.length];
        try (Trajectories trajectories = predictor.continuing(batch, tokens)) {
            for (int i = 0; i < 8; i++) {
                trajectories.elapsedProbabilities();
                trajectories.draw(elapsed, times, (trajectory, feature, probabilities) -> 0);
                trajectories.append(new float[tokens.length * FEATURES], elapsed, times);
            }
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
