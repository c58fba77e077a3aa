package org.flowfoundry.training.adapt;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.training.adapt.FinetuneOptions.Mode;
import org.flowfoundry.training.decision.TunedLayer;
import org.flowfoundry.training.engine.TrainingConfig;
import org.flowfoundry.training.engine.TrainingConfig.Cadence;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.engine.TrainingRun;
import org.flowfoundry.training.model.ClassifierObjective.Classifier;
import org.flowfoundry.training.score.LoadedModel;
import org.flowfoundry.training.score.ModelAtWork;
import org.flowfoundry.training.score.WindowFeatures;

/**
 * Adapts the network itself to drawn labels. How long to train is found by cross-validation among them: in each fold training
 * stops once the labels held out no longer gain; then all labels are trained on for as many steps as the folds took on average.
 */
final class Tuner {

    private static final int MOST_STEPS = 200;
    private static final int VALIDATE_EVERY = 10;
    private static final int PATIENCE = 4;

    /** Where there is a single label of a class, and so nothing to hold out. */
    private static final int STEPS_UNSEEN = 40;

    private static final double LORA_RATE = 2e-3;
    private static final double FULL_RATE = 2e-4;
    private static final int WAIT_SECONDS = 600;

    private final Lake lake;
    private final LoadedModel base;
    private final Mode mode;
    private final long seed;
    private final Progress progress;

    Tuner(Lake lake, LoadedModel base, Mode mode, long seed, Progress progress) {
        this.lake = lake;
        this.base = base;
        this.mode = mode;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * A network that was adapted.
     *
     * @param parameters of the network
     * @param layer on its hidden state
     */
    record Tuned(float[] parameters, TunedLayer layer) {}

    /** @param folds part of each shot; null = no cross-validation */
    Tuned tune(Shots shots, int[] folds, WindowReader reader) {
        progress.stage("histories of labelled windows");
        List<LabelledHistory> histories = reader.histories(base, shots.shots());
        Broadcast<LoadedModel> sent = ModelAtWork.send(lake.spark(), base);
        try {
            double[][] unseen = folds == null ? null : new double[folds.length][];
            long steps = folds == null ? STEPS_UNSEEN : crossValidate(sent, shots, histories, folds, reader, unseen);
            ClassifierProgram program = program(sent, shots, histories, List.of());
            Classifier trained = train(program, steps, false).classifier();
            TunedLayer layer = new TunedLayer(WindowFeatures.HIDDEN, weights(trained), trained.biases(), unseen);
            return new Tuned(trained.network(), layer);
        } finally {
            sent.destroy();
        }
    }

    /** Writes what was said of each shot while it was held out; how many steps were best on average. */
    private long crossValidate(
            Broadcast<LoadedModel> sent,
            Shots shots,
            List<LabelledHistory> histories,
            int[] folds,
            WindowReader reader,
            double[][] unseen) {
        int count = Arrays.stream(folds).max().orElseThrow() + 1;
        long steps = 0;
        for (int fold = 0; fold < count; fold++) {
            int held = fold;
            progress.stage("cross-validation " + (fold + 1) + " of " + count);
            int[] in = IntStream.range(0, folds.length)
                    .filter(i -> folds[i] == held)
                    .toArray();
            List<LabelledHistory> others = IntStream.range(0, folds.length)
                    .filter(i -> folds[i] != held)
                    .mapToObj(histories::get)
                    .toList();
            List<LabelledHistory> heldOut =
                    Arrays.stream(in).mapToObj(histories::get).toList();
            Run run = train(program(sent, shots, others, heldOut), MOST_STEPS, true);
            steps += run.steps();
            List<Shot> heldShots =
                    Arrays.stream(in).mapToObj(shots.shots()::get).toList();
            double[][] probabilities = reader.probabilities(base, run.classifier(), heldShots);
            for (int i = 0; i < in.length; i++) {
                unseen[in[i]] = probabilities[i];
            }
        }
        return Math.max(VALIDATE_EVERY, steps / count);
    }

    private ClassifierProgram program(
            Broadcast<LoadedModel> sent,
            Shots shots,
            List<LabelledHistory> training,
            List<LabelledHistory> validation) {
        int classes = shots.classes().size();
        float[] weights = new float[classes];
        for (int k = 0; k < classes; k++) {
            int label = k;
            long count = training.stream().filter(one -> one.label() == label).count();
            weights[k] = training.size() / (float) (classes * Math.max(1, count));
        }
        return new ClassifierProgram(sent, mode, weights, training, validation, seed);
    }

    private record Run(Classifier classifier, long steps) {}

    private Run train(ClassifierProgram program, long steps, boolean validated) {
        Path folder = lake.ownPath("finetune/" + UUID.randomUUID());
        try {
            TrainingResult result = new TrainingRun(lake.spark(), progress)
                    .train(program, config(steps, validated), folder.toString(), false);
            return new Run(program.objective().classifier(result.bestParameters()), result.bestStep());
        } finally {
            delete(folder);
        }
    }

    private TrainingConfig config(long steps, boolean validated) {
        double rate = mode == Mode.FULL ? FULL_RATE : LORA_RATE;
        Optimization optimization = new Optimization(rate, 0.1, steps / 10, 0.01, 0.95, 1, 0);
        Cadence cadence =
                new Cadence((int) steps, 1, validated ? VALIDATE_EVERY : 0, validated ? PATIENCE : 0, VALIDATE_EVERY);
        return TrainingConfig.of(steps, rate)
                .withSeed(seed)
                .withOptimization(optimization)
                .withCadence(cadence)
                .withResources(new Resources(1, 0, WAIT_SECONDS));
    }

    private void delete(Path folder) {
        try {
            lake.fileSystem().delete(folder, true);
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        }
    }

    /** (classes, width) */
    static float[][] weights(Classifier classifier) {
        int classes = classifier.biases().length;
        int width = classifier.weights().length / classes;
        float[][] rows = new float[classes][];
        for (int k = 0; k < classes; k++) {
            rows[k] = Arrays.copyOfRange(classifier.weights(), k * width, (k + 1) * width);
        }
        return rows;
    }
}
