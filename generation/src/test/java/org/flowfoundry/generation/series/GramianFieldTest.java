package org.flowfoundry.generation.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GramianFieldTest {

    @Test
    void isTheCosineOfSumsOfAngles() {
        float[] field = GramianField.of(new double[] {1, 0.5, 0});
        double third = Math.PI / 3;
        double half = Math.PI / 2;
        double[] angles = {0, third, half};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat((double) field[3 * i + j]).isCloseTo(Math.cos(angles[i] + angles[j]), within(1e-7));
            }
        }
    }

    @Property(tries = 200)
    void isSymmetricAndGivesItsSeriesBack(
            @ForAll @Size(min = 1, max = 24) List<@DoubleRange(min = 0.25, max = 1) Double> values) {
        double[] series = array(values);
        float[] field = GramianField.of(series);
        int steps = series.length;
        for (int i = 0; i < steps; i++) {
            for (int j = 0; j < steps; j++) {
                assertThat(field[i * steps + j]).isEqualTo(field[j * steps + i]);
            }
        }
        assertThat(GramianField.series(field)).containsExactly(series, within(1e-7));
    }

    @Property(tries = 100)
    void aValidFieldIsItsOwnProjection(
            @ForAll @Size(min = 2, max = 16) List<@DoubleRange(min = 0.25, max = 1) Double> values) {
        double[] series = array(values);
        GramianField.Projection projection = GramianField.project(GramianField.of(series), 0.25);
        assertThat(projection.residual()).isLessThan(1e-4);
        assertThat(projection.series()).containsExactly(series, within(1e-3));
    }

    /** Every entry of a row tells of its angle, the diagonal is but one of them. */
    @Test
    void projectionIsNearerToTheTruthThanTheDiagonal() {
        SplittableRandom random = new SplittableRandom(7);
        double byDiagonal = 0;
        double byProjection = 0;
        for (int trial = 0; trial < 40; trial++) {
            double[] truth = random.doubles(12).map(u -> 0.3 + 0.6 * u).toArray();
            float[] noisy = GramianField.of(truth);
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] += (float) (0.1 * (random.nextDouble() + random.nextDouble() - 1));
            }
            GramianField.Projection projection = GramianField.project(noisy, 0);
            byDiagonal += distance(GramianField.series(noisy), truth);
            byProjection += distance(projection.series(), truth);
            assertThat(projection.residual()).isBetween(0.01, 0.06);
        }
        assertThat(byProjection).isLessThan(0.6 * byDiagonal);
    }

    /** No series nearby has a field that is nearer. */
    @Test
    void projectionIsAMinimum() {
        SplittableRandom random = new SplittableRandom(3);
        float[] matrix = new float[36];
        for (int i = 0; i < 36; i++) {
            matrix[i] = (float) (2 * random.nextDouble() - 1);
        }
        GramianField.Projection projection = GramianField.project(matrix, 0);
        for (int trial = 0; trial < 200; trial++) {
            double[] moved = Arrays.stream(projection.series())
                    .map(x -> Math.max(0, Math.min(1, x + 0.01 * (random.nextDouble() - 0.5))))
                    .toArray();
            assertThat(rootMeanSquare(GramianField.of(moved), matrix)).isGreaterThan(projection.residual() - 1e-6);
        }
    }

    @Test
    void aMatrixIsSquare() {
        assertThatThrownBy(() -> GramianField.series(new float[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A field is a square matrix, not of 5 entries");
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static double rootMeanSquare(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }
}
