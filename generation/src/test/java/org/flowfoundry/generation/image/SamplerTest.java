package org.flowfoundry.generation.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Samplers against data whose velocity is known: a normal distribution, and two points. */
class SamplerTest {

    private static final double MEAN = 0.6;
    private static final double DEVIATION = 0.3;
    private static final int ROWS = 20_000;

    /** E[v | z] of data of that mean and deviation: E[x | z] is linear in z. */
    private static float[][] normal(float[][] noisy, double time) {
        double alpha = NoiseSchedule.alpha(time);
        double sigma = NoiseSchedule.sigma(time);
        double variance = DEVIATION * DEVIATION;
        double gain = alpha * variance / (alpha * alpha * variance + sigma * sigma);
        return map(noisy, z -> {
            double x = MEAN + gain * (z - alpha * MEAN);
            return (alpha * z - x) / sigma;
        });
    }

    /** Data are -1 or, three times as often, 1. */
    private static float[][] points(float[][] noisy, double time) {
        double alpha = NoiseSchedule.alpha(time);
        double sigma = NoiseSchedule.sigma(time);
        return map(noisy, z -> {
            double odds = 3 * Math.exp(2 * alpha * z / (sigma * sigma));
            double x = Double.isInfinite(odds) ? 1 : (odds - 1) / (odds + 1);
            return (alpha * z - x) / sigma;
        });
    }

    private static float[][] map(float[][] noisy, DoubleUnaryOperator velocity) {
        float[][] result = new float[noisy.length][1];
        for (int i = 0; i < noisy.length; i++) {
            result[i][0] = (float) velocity.applyAsDouble(noisy[i][0]);
        }
        return result;
    }

    private static float[][] sample(Sampler sampler, Sampler.Velocity velocity, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return sampler.sample(ROWS, velocity, row -> new float[] {(float) random.nextGaussian()});
    }

    @ParameterizedTest
    @CsvSource({"ANCESTRAL, 250, 0.012", "DDIM, 60, 0.012", "DPM_SOLVER, 20, 0.012"})
    void normalDataComeBack(SamplingMethod method, int steps, double near) {
        float[][] drawn = sample(new Sampler(method, steps, Double.POSITIVE_INFINITY), SamplerTest::normal, 5);
        double mean = 0;
        double squares = 0;
        for (float[] row : drawn) {
            mean += row[0] / ROWS;
        }
        for (float[] row : drawn) {
            squares += (row[0] - mean) * (row[0] - mean) / ROWS;
        }
        assertThat(mean).isCloseTo(MEAN, within(near));
        assertThat(Math.sqrt(squares)).isCloseTo(DEVIATION, within(near));
    }

    @ParameterizedTest
    @EnumSource(SamplingMethod.class)
    void sharesOfTwoPointsComeBack(SamplingMethod method) {
        float[][] drawn = sample(new Sampler(method, 100, 1), SamplerTest::points, 6);
        int high = 0;
        for (float[] row : drawn) {
            assertThat(Math.abs(row[0])).isCloseTo(1, within(0.02f));
            high += row[0] > 0 ? 1 : 0;
        }
        assertThat((double) high / ROWS).isCloseTo(0.75, within(0.02));
    }

    /** What a second order is for. */
    @Test
    void theSolverIsNearerInAFewSteps() {
        double ddim = deviationError(SamplingMethod.DDIM);
        double solver = deviationError(SamplingMethod.DPM_SOLVER);
        assertThat(solver).isLessThan(ddim / 2);
    }

    private static double deviationError(SamplingMethod method) {
        Sampler sampler = new Sampler(method, 8, Double.POSITIVE_INFINITY);
        // The map from noise to data is linear: what one unit of noise becomes is the deviation.
        double at0 = sampler.sample(1, SamplerTest::normal, row -> new float[] {0})[0][0];
        double at1 = sampler.sample(1, SamplerTest::normal, row -> new float[] {1})[0][0];
        return Math.abs(at1 - at0 - DEVIATION);
    }
}
