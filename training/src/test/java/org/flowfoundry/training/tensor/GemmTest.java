package org.flowfoundry.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemmTest {

    private record Result(float[] output, float[] gradient, float[] inputGradient) {}

    private static Result linear(Gemm gemm, int rows, int tokens, int in, int out, boolean bias) {
        NativeEngine engine = NativeEngine.onCpu();
        ParameterLayout layout = new ParameterLayout(List.of(
                new ParameterSpec("x", new int[] {rows, tokens, in}, Initializer.NORMAL, false),
                new ParameterSpec("w", new int[] {out, in}, Initializer.NORMAL, false),
                new ParameterSpec("b", new int[] {out}, Initializer.NORMAL, false)));
        float[] values = InitialParameters.draw(layout, 1);
        try (FlatParameters parameters = new FlatParameters(layout, values, engine);
                NDManager step = engine.newManager()) {
            NDArray y = engine.differentiating(() -> {
                Tensors tensors = parameters.tensors(step);
                NDArray result = gemm.linear(tensors.get("x"), tensors.get("w"), bias ? tensors.get("b") : null);
                parameters.backward(result.square().sum());
                return result;
            });
            assertThat(y.getShape().getShape()).containsExactly(rows, tokens, out);
            float[] gradient = new float[layout.size()];
            parameters.gradient().asFloatBuffer().get(gradient);
            int inputs = rows * tokens * in;
            return new Result(
                    y.toFloatArray(),
                    java.util.Arrays.copyOfRange(gradient, inputs, gradient.length),
                    java.util.Arrays.copyOf(gradient, inputs));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "64,64,32,96,true",
        "16,16,5,3,true",
        "3,100,8,8,false",
        "1,7,8,8,true",
        "2,1031,4,4,true",
        "300,1,8,4,false"
    })
    void bothGiveTheSameValuesAndGradients(int rows, int tokens, int in, int out, boolean bias) {
        Result mkl = linear(Gemm.MKL, rows, tokens, in, out, bias);
        Result convolution = linear(Gemm.CONV1X1, rows, tokens, in, out, bias);
        assertClose(convolution.output(), mkl.output());
        assertClose(convolution.gradient(), mkl.gradient());
        assertClose(convolution.inputGradient(), mkl.inputGradient());
    }

    private static void assertClose(float[] actual, float[] expected) {
        double scale = 0;
        for (float value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5 * scale));
        }
    }

    @Property
    void aFoldDividesTheRowsIntoEnoughImages(@ForAll @IntRange(min = 0, max = 20_000) int rows) {
        long fold = Gemm.fold(rows);
        assertThat(fold == 0 || (fold >= 16 && rows % fold == 0 && rows / fold >= 16))
                .isTrue();
    }

    @Test
    void nearTiesDoNotDecide() {
        assertThat(GemmChoice.decide(true, 100, 100)).isEqualTo(Gemm.CONV1X1);
        assertThat(GemmChoice.decide(true, 100, 151)).isEqualTo(Gemm.MKL);
        assertThat(GemmChoice.decide(false, 100, 100)).isEqualTo(Gemm.MKL);
        assertThat(GemmChoice.decide(false, 151, 100)).isEqualTo(Gemm.CONV1X1);
    }
}
