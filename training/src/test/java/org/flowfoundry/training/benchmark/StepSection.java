package org.flowfoundry.training.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.training.benchmark.StepProcess.Report;
import org.flowfoundry.training.benchmark.StepProcess.Request;
import org.flowfoundry.training.model.ModelSize;
import org.flowfoundry.training.tensor.Gemm;
import org.flowfoundry.training.tensor.MatrixProduct;

/** The whole step of the engine on one thread, in both ways to multiply, against PyTorch's; the three by turns. */
final class StepSection {

    private static final int ROUNDS = 3;

    private final PythonPeer python;
    private final boolean withPython;

    StepSection(PythonPeer python, boolean withPython) {
        this.python = python;
        this.withPython = withPython;
    }

    /** One size; the batch is of so many rows. Gives the milliseconds of the faster way. */
    double run(ModelSize size, int rows, int steps, int warmUp) throws Exception {
        BenchmarkProgram program = new BenchmarkProgram(size, rows, false);
        double operations = StepOperations.of(program.sequenceModel(), program.batch(BenchmarkProgram.SEED));
        Table.title(String.format(
                "Step of %s, %d parameters, %d x %d tokens, %.1f GFLOP of matrix products: processor time of one thread",
                size,
                program.sequenceModel().layout().size(),
                rows,
                program.config().context(),
                operations / 1e9));
        Request request = new Request(size, rows, steps, warmUp, 1, false, false);
        Map<Gemm, List<Report>> reports = new EnumMap<>(Gemm.class);
        Times peer = new Times();
        Path file = PythonPeer.dump(program);
        for (int round = 0; round < ROUNDS; round++) {
            for (Gemm gemm : Gemm.values()) {
                reports.computeIfAbsent(gemm, any -> new ArrayList<>()).add(steps(gemm, request));
            }
            if (withPython) {
                peer.add(python.steps(file, steps).nanos());
            }
        }
        Files.delete(file);
        double fastest = Double.MAX_VALUE;
        for (Map.Entry<Gemm, List<Report>> ours : reports.entrySet()) {
            fastest = Math.min(fastest, say(ours.getKey(), ours.getValue(), operations, peer));
        }
        if (withPython) {
            Table.measured(
                    "%-22s least %7.1f ms  median %7.1f ms  %5.1f GF/s",
                    "PyTorch eager", peer.leastMillis(), peer.medianMillis(), operations / peer.leastMillis() / 1e6);
        }
        return fastest;
    }

    static Report steps(Gemm gemm, Request request) throws Exception {
        List<String> options = List.of("-Dflowfoundry.gemm=" + gemm);
        return Child.java(StepProcess.class, options, request.arguments(), Report.class);
    }

    private static double say(Gemm gemm, List<Report> reports, double operations, Times peer) {
        Times times = new Times();
        Times products = new Times();
        double faults = Double.MAX_VALUE;
        for (Report report : reports) {
            times.add(report.stepNanos());
            products.add(report.productNanos());
            faults = Math.min(faults, report.faults());
        }
        double limit = MatrixProduct.operations() / products.leastMillis() / 1e6;
        double reached = operations / times.leastMillis() / 1e6;
        Table.measured(
                "%-22s least %7.1f ms  median %7.1f ms  %5.1f GF/s = %.2f of the raw product's %.0f  %6.0f faults%s",
                "engine, " + gemm,
                times.leastMillis(),
                times.medianMillis(),
                reached,
                reached / limit,
                limit,
                faults,
                peer.isEmpty() ? "" : String.format("  %.2f x PyTorch", times.leastMillis() / peer.leastMillis()));
        return times.leastMillis();
    }

    /** The same weights and batch without dropout: do both come to the same losses? */
    void losses(int rows, int steps) throws Exception {
        BenchmarkProgram program = new BenchmarkProgram(ModelSize.SMALL, rows, true);
        Request request = new Request(ModelSize.SMALL, rows, steps, 1, 1, true, false);
        Path file = PythonPeer.dump(program);
        PythonPeer.Report theirs = python.steps(file, steps);
        Files.delete(file);
        Table.title("Losses of " + steps + " steps from the same weights, on the same batch, against PyTorch");
        for (Gemm gemm : Gemm.values()) {
            List<Double> ours = steps(gemm, request).losses();
            double greatest = 0;
            for (int i = 0; i < steps; i++) {
                greatest = Math.max(greatest, Math.abs(ours.get(i) - theirs.losses()[i]));
            }
            Table.line(
                    "engine, %-10s first %.6f  last %.6f (PyTorch %.6f, %.6f)  greatest difference %.1e",
                    gemm, ours.get(0), ours.get(steps - 1), theirs.losses()[0], theirs.losses()[steps - 1], greatest);
        }
    }
}
