package org.flowfoundry.training.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same model in eager PyTorch, run by the Python that FLOWFOUNDRY_TORCH_PYTHON names: one with torch and safetensors. */
public final class EagerPyTorch {

    /** Says, where it is not set, what is missing. */
    public static final String VARIABLE = "FLOWFOUNDRY_TORCH_PYTHON";

    private EagerPyTorch() {}

    public static boolean isAtHand() {
        return System.getenv(VARIABLE) != null;
    }

    /**
     * Loss, norms of the gradient by parameter, and milliseconds of processor time of training steps.
     *
     * @param dump a file of {@link ModelDump}
     * @param steps to be timed; 0 = none
     */
    public static JsonNode run(Path dump, int steps) {
        return run(System.getenv(VARIABLE), dump, steps);
    }

    /** The same with another Python. */
    public static JsonNode run(String python, Path dump, int steps) {
        List<String> command = new ArrayList<>(
                List.of(python, Path.of("src/test/python/eager_model.py").toString(), dump.toString()));
        if (steps > 0) {
            command.add(Integer.toString(steps));
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("eager_model.py failed: " + output);
            }
            return new ObjectMapper().readTree(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
