package org.flowfoundry.training.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final double[] SCORES = {.3, .3, .3, .7, 1, .1, 1, 1, .2, .3, .3, .8, .9, .8, 0, 0, .4, .7, .6, .2};
    private static final int[] LABELS = {1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0};

    @Test
    void equalsScikitLearnWithTiesAndAll() {
        Metrics metrics = Metrics.of(two(SCORES), LABELS);
        assertThat(metrics.averagePrecision()).isCloseTo(0.34105392156862746, within(1e-12));
        assertThat(metrics.macroF1()).isCloseTo(0.3350383631713555, within(1e-12));
        assertThat(metrics.logLoss()).isCloseTo(7.597455521047502, within(1e-3));
    }

    @Test
    void recallCountsWhatStandsAboveOnePercentOfTheOthers() {
        double[] scores = new double[210];
        int[] labels = new int[210];
        for (int i = 0; i < 200; i++) {
            scores[i] = i / 1000.0;
        }
        scores[7] = 0.9;
        scores[8] = 0.8;
        scores[9] = 0.7;
        for (int i = 200; i < 210; i++) {
            labels[i] = 1;
            scores[i] = i < 206 ? 0.75 : 0.5;
        }
        assertThat(Metrics.of(two(scores), labels).recallAtOnePercent()).isEqualTo(0.6);
    }

    @Test
    void withoutRowsOfAClassThereIsNoCurve() {
        Metrics metrics = Metrics.of(two(new double[] {.2, .7}), new int[] {0, 0});
        assertThat(metrics.averagePrecision()).isNaN();
        assertThat(metrics.macroF1()).isCloseTo(1 / 3.0, within(1e-12));
    }

    private static double[][] two(double[] scores) {
        double[][] rows = new double[scores.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {1 - scores[i], scores[i]};
        }
        return rows;
    }
}
