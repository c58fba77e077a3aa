package org.flowfoundry.training.benchmark;

import java.util.List;
import org.flowfoundry.training.benchmark.StepProcess.Report;
import org.flowfoundry.training.benchmark.StepProcess.Request;
import org.flowfoundry.training.model.ModelSize;
import org.flowfoundry.training.tensor.Gemm;

/** Whether memory grows with steps. */
final class MemorySection {

    private static final int STEPS = 2000;
    private static final int WARM_UP = 20;

    private MemorySection() {}

    static void run() throws Exception {
        Request request = new Request(ModelSize.TINY, 32, STEPS, WARM_UP, 1, false, false);
        Report report = Child.java(
                StepProcess.class,
                List.of("-Xmx256m", "-Dflowfoundry.gemm=" + Gemm.MKL),
                request.arguments(),
                Report.class);
        Table.title("Memory of a process that trains the tiny model");
        List<Long> resident = report.residentKilobytes();
        int[] after = {WARM_UP, STEPS / 10, STEPS / 2, STEPS};
        for (int i = 0; i < after.length; i++) {
            Table.line("after %5d steps %6d MB", after[i], resident.get(i) / 1024);
        }
    }
}
