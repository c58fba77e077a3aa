package org.flowfoundry.training.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.checkpoint.NamedTensor;
import org.flowfoundry.training.checkpoint.Safetensors;
import org.flowfoundry.training.model.ModelArrays;
import org.flowfoundry.training.tensor.NativeEngine;

/** The same model and batch in PyTorch's own Python. */
final class PythonPeer {

    private static final String SCRIPT = "src/test/python/step_time.py";

    private final String python;

    PythonPeer(String python) {
        this.python = python;
    }

    /** What the script says. */
    record Report(String torch, long[] stepNanos, List<Double> losses) {}

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
    static Path export(BenchmarkProgram program) throws IOException {
        ModelArrays arrays = new ModelArrays(
                program.sequenceModel(), program.batch(BenchmarkProgram.SEED), BenchmarkProgram.SEED);
        List<NamedTensor> tensors = new ArrayList<>(arrays.parameters(BenchmarkProgram.SEED));
        tensors.addAll(arrays.batch(NativeEngine.onCpu()));
        Path file = Files.createTempFile("model", ".safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            Safetensors.write(out, tensors, arrays.metadata());
        }
        return file;
    }

    Report steps(Path file, StepProcess.Request request) throws Exception {
        double dropout = request.fixed() ? 0 : 0.1;
        List<String> command = List.of(
                python,
                SCRIPT,
                file.toString(),
                Integer.toString(request.steps()),
                Integer.toString(request.warmUp()),
                Double.toString(dropout));
        return Child.run(command, Report.class);
    }
}
