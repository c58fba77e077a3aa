package org.flowfoundry.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.junit.jupiter.api.Test;

class InitialParametersTest {

    private static final ParameterSpec MATRIX =
            new ParameterSpec("matrix", new int[] {50, 100}, Initializer.XAVIER, true);
    private static final ParameterSpec TABLE =
            new ParameterSpec("table", new int[] {100, 100}, Initializer.NORMAL, false);
    private static final ParameterSpec GAIN = new ParameterSpec("gain", new int[] {3}, Initializer.ONES, false);
    private static final ParameterSpec BIAS = new ParameterSpec("bias", new int[] {2}, Initializer.ZEROS, false);

    @Test
    void eachKindIsDrawnAsItSays() {
        float[] values = InitialParameters.draw(new ParameterLayout(List.of(MATRIX, TABLE, GAIN, BIAS)), 7);
        float[] matrix = Arrays.copyOfRange(values, 0, 5000);
        float[] table = Arrays.copyOfRange(values, 5000, 15000);
        double bound = Math.sqrt(6.0 / 150);
        for (float value : matrix) {
            assertThat(Math.abs(value)).isLessThanOrEqualTo((float) bound);
        }
        assertThat(deviation(matrix)).isBetween(0.95 * bound / Math.sqrt(3), 1.05 * bound / Math.sqrt(3));
        assertThat(deviation(table)).isBetween(0.019, 0.021);
        assertThat(Arrays.copyOfRange(values, 15000, 15005)).containsExactly(1, 1, 1, 0, 0);
    }

    private static double deviation(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum / values.length);
    }

    @Test
    void valuesDependOnSeedAndNameOnly() {
        float[] alone = InitialParameters.draw(new ParameterLayout(List.of(TABLE)), 7);
        float[] after = InitialParameters.draw(new ParameterLayout(List.of(MATRIX, TABLE)), 7);
        assertThat(Arrays.copyOfRange(after, 5000, 15000)).containsExactly(alone);
        assertThat(InitialParameters.draw(new ParameterLayout(List.of(TABLE)), 8))
                .isNotEqualTo(alone);
    }
}
