package org.flowfoundry.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.model.ClassifierObjective.Classifier;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.tensor.NativeEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifierObjectiveTest {

    private static final Lora LORA = new Lora(2, 4);
    private static final float[] WEIGHTS = {1, 3, 0.5f};
    private static final SequenceBatch SEQUENCES = SampleBatches.random(8, 16, Samples.FEATURES, 5);

    static Stream<ModelConfig> configs() {
        return Samples.configs();
    }

    /** A third of the windows are labelled, by the bin of a feature of the window before: one must look back. */
    private static LabelledBatch labelled() {
        int[] labels = new int[SEQUENCES.rows() * SEQUENCES.length()];
        Arrays.fill(labels, LabelledBatch.NONE);
        for (int token = 1; token < labels.length; token++) {
            if (token % 3 == 0 && SEQUENCES.segments()[token] >= 0) {
                float before = SEQUENCES.values()[(token - 1) * Samples.FEATURES];
                labels[token] = Float.isNaN(before) ? 0 : before < 3 ? 1 : 2;
            }
        }
        return new LabelledBatch(SEQUENCES, labels);
    }

    private static float[] disturbed(float[] values) {
        SplittableRandom random = new SplittableRandom(2);
        float[] disturbed = values.clone();
        for (int i = 0; i < disturbed.length; i++) {
            disturbed[i] += (float) (0.2 * (random.nextDouble() - 0.5));
        }
        return disturbed;
    }

    @ParameterizedTest
    @MethodSource("configs")
    void everyWayLearns(ModelConfig config) {
        SequenceModel model = Samples.model(config);
        float[] pretrained = model.initialParameters(1);
        for (ClassifierObjective objective : new ClassifierObjective[] {
            ClassifierObjective.headOnly(model, pretrained, WEIGHTS),
            ClassifierObjective.lora(model, pretrained, LORA, WEIGHTS),
            ClassifierObjective.full(model, pretrained, WEIGHTS)
        }) {
            try (objective;
                    Replica<LabelledBatch> replica = new Replica<>(objective, objective.initialParameters(1))) {
                double before = replica.loss(labelled(), Mode.EVALUATION, 0);
                for (int step = 0; step < 25; step++) {
                    replica.step(labelled(), step, 0.02);
                }
                assertThat(replica.loss(labelled(), Mode.EVALUATION, 0)).isLessThan(0.95 * before);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void newAdaptersChangeNothing(ModelConfig config) {
        SequenceModel model = Samples.model(config);
        float[] pretrained = disturbed(model.initialParameters(1));
        double[] losses = new double[2];
        ClassifierObjective[] objectives = {
            ClassifierObjective.headOnly(model, pretrained, WEIGHTS),
            ClassifierObjective.lora(model, pretrained, LORA, WEIGHTS)
        };
        for (int i = 0; i < 2; i++) {
            try (ClassifierObjective objective = objectives[i];
                    Replica<LabelledBatch> replica = new Replica<>(objective, objective.initialParameters(1))) {
                losses[i] = replica.loss(labelled(), Mode.EVALUATION, 0);
                assertThat(objective.classifier(replica.parameters().values()).network())
                        .containsExactly(pretrained);
            }
        }
        assertThat(losses[1]).isEqualTo(losses[0]);
    }

    /** The trained objective's loss against the predictor with merged parameters and the head computed here. */
    @ParameterizedTest
    @MethodSource("configs")
    void whatWasTrainedWorksMerged(ModelConfig config) {
        SequenceModel model = Samples.model(config);
        ClassifierObjective lora = ClassifierObjective.lora(model, model.initialParameters(1), LORA, WEIGHTS);
        ClassifierObjective full = ClassifierObjective.full(model, model.initialParameters(1), WEIGHTS);
        for (ClassifierObjective objective : new ClassifierObjective[] {lora, full}) {
            float[] trained = disturbed(objective.initialParameters(1));
            try (objective;
                    Replica<LabelledBatch> replica = new Replica<>(objective, trained)) {
                double expected = replica.loss(labelled(), Mode.EVALUATION, 0);
                assertThat(loss(model, objective.classifier(trained))).isCloseTo(expected, within(1e-4));
            }
        }
    }

    private static double loss(SequenceModel model, Classifier classifier) {
        int width = model.config().width();
        LabelledBatch batch = labelled();
        double sum = 0;
        double weight = 0;
        try (SequencePredictor predictor =
                SequencePredictor.open(model.config(), model.encoder(), classifier.network(), NativeEngine.onCpu())) {
            float[] hidden = predictor.predict(SEQUENCES).hidden();
            for (int token = 0; token < batch.labels().length; token++) {
                int label = batch.labels()[token];
                if (label != LabelledBatch.NONE) {
                    float[] state = Arrays.copyOfRange(hidden, token * width, (token + 1) * width);
                    sum += WEIGHTS[label] * crossEntropy(classifier, state, label);
                    weight += WEIGHTS[label];
                }
            }
        }
        return sum / weight;
    }

    private static double crossEntropy(Classifier classifier, float[] state, int label) {
        double[] logits = new double[WEIGHTS.length];
        double sum = 0;
        for (int c = 0; c < logits.length; c++) {
            logits[c] = classifier.biases()[c];
            for (int i = 0; i < state.length; i++) {
                logits[c] += classifier.weights()[c * state.length + i] * state[i];
            }
            sum += Math.exp(logits[c]);
        }
        return Math.log(sum) - logits[label];
    }

    @Test
    void adaptersAreSmall() {
        SequenceModel model = new SequenceModel(ModelSize.SMALL.config(ModelConfig.Kind.TRANSFORMER), Samples.ENCODER);
        assertThat(new Lora(8, 16).layout(model).size())
                .isLessThan(model.layout().size() / 5);
        assertThatThrownBy(() -> new Lora(0, 1)).hasMessageContaining("must be at least 1");
        assertThatThrownBy(() -> new LabelledBatch(SEQUENCES, new int[1])).hasMessage("1 labels for 128 tokens");
    }
}
