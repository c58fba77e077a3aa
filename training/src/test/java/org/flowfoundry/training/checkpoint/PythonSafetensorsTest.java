package org.flowfoundry.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python package of the format reads our files and we read its: run by the Python that FLOWFOUNDRY_PYTHON names. */
class PythonSafetensorsTest {

    private static final List<NamedTensor> TENSORS = List.of(
            tensor("block/weight", 3, 4),
            tensor("bias", 5),
            tensor("scalar"),
            tensor("empty", 0, 2),
            tensor("long", 70_001));

    @TempDir
    Path folder;

    @Test
    void filesAreReadBothWays() throws Exception {
        Path ours = folder.resolve("ours.safetensors");
        Path theirs = folder.resolve("theirs.safetensors");
        try (OutputStream out = Files.newOutputStream(ours)) {
            Safetensors.write(out, TENSORS, Map.of("maker", "java ü"));
        }

        assertThat(python(ours, theirs)).contains("5 tensors equal");

        try (InputStream in = Files.newInputStream(theirs)) {
            TensorFile read = Safetensors.read(in, Files.size(theirs), "theirs");
            assertThat(read.metadata()).isEqualTo(Map.of("maker", "python ü"));
            assertThat(read.tensors()).hasSize(TENSORS.size());
            for (NamedTensor tensor : TENSORS) {
                assertThat(read.tensors().get(tensor.name()).shape()).isEqualTo(tensor.shape());
                assertThat(read.values(tensor.name(), tensor.values().length)).isEqualTo(tensor.values());
            }
        }
    }

    private static NamedTensor tensor(String name, int... shape) {
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 0.25f;
        }
        return new NamedTensor(name, shape, values);
    }

    private static String python(Path source, Path target) throws IOException, InterruptedException {
        String python = System.getenv("FLOWFOUNDRY_PYTHON");
        if (python == null) {
            String message =
                    "SKIPPED: Python's safetensors is not tried; set FLOWFOUNDRY_PYTHON to a Python that has it";
            System.err.println(message);
            Assumptions.abort(message);
        }
        Process process = new ProcessBuilder(
                        python,
                        Path.of("src/test/python/safetensors_both_ways.py").toString(),
                        source.toString(),
                        target.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
