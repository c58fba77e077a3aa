package org.flowfoundry.training.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowfoundry.training.DamagedException;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.junit.jupiter.api.Test;

class HeadTest {

    private static final FeatureGroups GROUPS =
            new FeatureGroups(List.of(new FeatureGroups.Group("signal", 3), new FeatureGroups.Group("noise", 5)));
    private static final HeadRecipe RECIPE = new HeadRecipe(
            List.of(
                    new HeadRecipe.Member(HeadRecipe.Kind.LOGISTIC, List.of("signal", "noise")),
                    new HeadRecipe.Member(HeadRecipe.Kind.RANDOM_FOREST, List.of("signal")),
                    new HeadRecipe.Member(HeadRecipe.Kind.EXTRA_TREES, List.of("signal"))),
            0.3,
            OptionalDouble.empty());

    @Test
    void decidesWithFewLabelsFindsTheClassMixAndIsCalibrated() {
        HeadTrainer.Trained trained =
                new HeadTrainer(GROUPS, RECIPE, 3).train(examples(20, 1), pool(3000, 0.2, 2), null);
        assertThat(trained.head().mix()[1]).isBetween(0.12, 0.3);
        Sample test = sample(4000, 0.2, 5);
        double[][] probabilities = new double[test.rows.length][];
        int[] decided = new int[test.rows.length];
        Head.Decider decider = trained.head().decider();
        for (int i = 0; i < decided.length; i++) {
            Head.Decision decision = decider.decide(test.rows[i]);
            probabilities[i] = decision.probabilities();
            decided[i] = decision.decided();
        }
        Metrics metrics = Metrics.of(probabilities, decided, test.labels);
        assertThat(metrics.macroF1()).isGreaterThan(0.85);
        assertThat(metrics.averagePrecision()).isGreaterThan(0.85);
        double expected = IntStream.range(0, decided.length)
                .mapToDouble(i -> probabilities[i][1])
                .average()
                .orElseThrow();
        assertThat(expected).isCloseTo(0.2, within(0.08));
        assertThat(trained.metrics().rows()).isEqualTo(40);
        assertThat(trained.metrics().macroF1()).isGreaterThan(0.8);
    }

    @Test
    void decisionsFollowTheMixFurtherWithMoreLabels() {
        for (int labels : new int[] {1, 5, 45}) {
            Head head = new HeadTrainer(GROUPS, RECIPE, 3)
                    .train(examples(labels, 1), pool(100, 0.5, 2), null)
                    .head();
            assertThat(head.exponent()).isEqualTo(0.5 * labels / (labels + 5));
        }
        HeadRecipe off = new HeadRecipe(RECIPE.members(), RECIPE.c(), OptionalDouble.of(0));
        assertThat(new HeadTrainer(GROUPS, off, 3)
                        .train(examples(5, 1), pool(100, 0.5, 2), null)
                        .head()
                        .exponent())
                .isZero();
    }

    @Test
    void oneLabelPerClassIsEnoughButCannotBeCrossValidated() {
        HeadTrainer.Trained trained = new HeadTrainer(GROUPS, RECIPE, 3).train(examples(1, 1), pool(100, 0.5, 2), null);
        assertThat(trained.metrics()).isNull();
        assertThat(trained.head().temperature()).isEqualTo(1);
    }

    @Test
    void sameSeedSameHeadAndJsonKeepsIt() {
        Head head = new HeadTrainer(GROUPS, RECIPE, 3)
                .train(examples(5, 1), pool(200, 0.5, 2), null)
                .head();
        Head again = new HeadTrainer(GROUPS, RECIPE, 3)
                .train(examples(5, 1), pool(200, 0.5, 2), null)
                .head();
        assertThat(json(again)).isEqualTo(json(head));
        Head read = parse(json(head));
        for (float[] row : pool(50, 0.5, 9)) {
            assertThat(read.decider().decide(row).probabilities())
                    .isEqualTo(head.decider().decide(row).probabilities());
        }
    }

    @Test
    void missingFeaturesCountAsTheMean() {
        Head head = new HeadTrainer(GROUPS, RECIPE, 3)
                .train(examples(5, 1), pool(200, 0.5, 2), null)
                .head();
        float[] missing = new float[8];
        java.util.Arrays.fill(missing, Float.NaN);
        assertThat(head.decider().decide(missing).probabilities()[0]).isBetween(0.05, 0.95);
    }

    @Test
    void damagedJsonIsRefused() {
        String json = json(new HeadTrainer(GROUPS, RECIPE, 3)
                .train(examples(2, 1), pool(20, 0.5, 2), null)
                .head());
        List<String> damaged = List.of(
                json.replace("\"size\" : 5", "\"size\" : 6"),
                json.replaceFirst("\"left\" : \\[ \\d+", "\"left\" : [ -1"),
                json.replaceFirst("\"biases\" : \\[", "\"biases\" : [ 1,"),
                json.replace("\"type\" : \"forest\"", "\"type\" : \"java.lang.Object\""),
                json.replace("\"temperature\" : ", "\"temperature\" : -"),
                json.replaceFirst("\"members\" : \\[", "\"members\" : [ null,"),
                json.substring(0, json.length() / 2));
        for (String text : damaged) {
            assertThat(text).isNotEqualTo(json);
            assertThatThrownBy(() -> parse(text)).isInstanceOf(DamagedException.class);
        }
    }

    @Test
    void foldsKeepRowsOfAHostTogetherAndClassesEven() {
        List<String> hosts = new ArrayList<>();
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 2;
            hosts.add("h" + i / 3);
        }
        int[] folds = Folds.of(new Examples(List.of("a", "b"), new float[60][1], labels, hosts), 5, 1);
        for (int i = 0; i < 60; i++) {
            assertThat(folds[i]).isEqualTo(folds[i / 3 * 3]);
        }
        for (int fold = 0; fold < 5; fold++) {
            int f = fold;
            assertThat(IntStream.range(0, 60)
                            .filter(i -> folds[i] == f && labels[i] == 1)
                            .count())
                    .isBetween(3L, 10L);
        }
    }

    private static String json(Head head) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            StrictJson.write(out, head);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Head parse(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            return StrictJson.read(new ByteArrayInputStream(bytes), bytes.length, Head.class, Head.FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Sample(float[][] rows, int[] labels) {}

    private static Examples examples(int each, long seed) {
        Sample sample = sample(each * 2, 0.5, seed);
        List<String> hosts = IntStream.range(0, each * 2).mapToObj(i -> "h" + i).toList();
        return new Examples(List.of("other", "ddos"), sample.rows, sample.labels, hosts);
    }

    private static float[][] pool(int rows, double share, long seed) {
        return sample(rows, share, seed).rows;
    }

    /** Two classes, 1.3 standard deviations from the middle in each of three features. */
    private static Sample sample(int count, double share, long seed) {
        Random random = new Random(seed);
        float[][] rows = new float[count][8];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i < Math.round(count * share) ? 1 : 0;
            for (int j = 0; j < 8; j++) {
                double center = j >= 3 ? 0 : labels[i] == 1 ? 1.3 : -1.3;
                rows[i][j] = (float) (100 + 10 * (center + random.nextGaussian()));
            }
        }
        return new Sample(rows, labels);
    }
}
