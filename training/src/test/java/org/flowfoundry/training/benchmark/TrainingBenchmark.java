package org.flowfoundry.training.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.model.EagerPyTorch;
import org.flowfoundry.training.model.ModelSize;

/**
 * What training costs, against the machine's limits and PyTorch: {@code benchmark training [--python PATH] [SECTION ...]},
 * where sections are steps, losses, all-reduce, executors and memory; all of them where none is named. Python is one with
 * torch and safetensors, also given by FLOWFOUNDRY_TORCH_PYTHON. Times of steps are processor times, so that other programs disturb
 * them less; the least is the one to compare.
 */
public final class TrainingBenchmark {

    private static final List<String> SECTIONS = List.of("steps", "losses", "all-reduce", "executors", "memory");
    private static final int ROWS = 64;

    private TrainingBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        String python = System.getenv(EagerPyTorch.VARIABLE);
        int option = words.indexOf("--python");
        if (option >= 0) {
            words.remove(option);
            python = words.remove(option);
        }
        if (!SECTIONS.containsAll(words)) {
            throw new IllegalArgumentException("Sections are " + SECTIONS + ", not " + words);
        }
        run(words.isEmpty() ? SECTIONS : words, new PythonPeer(python));
    }

    private static void run(List<String> sections, PythonPeer python) throws Exception {
        System.out.println(Table.processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors, load "
                + Table.load());
        boolean withPython = python.isThere();
        if (!withPython) {
            System.out.println("No Python with torch and safetensors (--python PATH): compared with nothing");
        }
        double stepMillis = Double.NaN;
        if (sections.contains("steps")) {
            StepSection steps = new StepSection(python, withPython);
            stepMillis = steps.run(ModelSize.SMALL, ROWS, 40, 10);
            steps.run(ModelSize.TINY, ROWS, 300, 100);
        }
        if (sections.contains("losses") && withPython) {
            new StepSection(python, true).losses(ROWS, 20);
        }
        if (sections.contains("all-reduce")) {
            AllReduceSection.run(stepMillis);
        }
        if (sections.contains("executors")) {
            ExecutorSection.run(ROWS, 60);
        }
        if (sections.contains("memory")) {
            MemorySection.run();
        }
    }
}
