package org.flowfoundry.training.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.flowfoundry.training.model.EagerPyTorch;
import org.flowfoundry.training.model.ModelDump;

/** The same model, parameters and batch in PyTorch's own Python. */
final class PythonPeer {

    private final String python;

    /** @param python the program; null = none */
    PythonPeer(String python) {
        this.python = python;
    }

    /**
     * What the script says.
     *
     * @param nanos of each step, sorted
     * @param losses in order
     */
    record Report(long[] nanos, double[] losses) {}

    /** Whether there is a Python with what the script needs. */
    boolean isThere() throws IOException, InterruptedException {
        if (python == null) {
            return false;
        }
        return new ProcessBuilder(python, "-c", "import torch, safetensors")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** Writes a program's first parameters and its batch. */
    static Path dump(BenchmarkProgram program) throws IOException {
        Path file = Files.createTempFile("model", ".safetensors");
        ModelDump.write(
                file, program.sequenceModel(), program.initialParameters(), program.batch(BenchmarkProgram.SEED));
        return file;
    }

    Report steps(Path dump, int steps) {
        JsonNode said = EagerPyTorch.run(python, dump, steps);
        return new Report(
                StreamSupport.stream(said.get("cpu_ms").spliterator(), false)
                        .mapToLong(millis -> (long) (1e6 * millis.asDouble()))
                        .toArray(),
                StreamSupport.stream(said.get("losses").spliterator(), false)
                        .mapToDouble(JsonNode::asDouble)
                        .toArray());
    }
}
