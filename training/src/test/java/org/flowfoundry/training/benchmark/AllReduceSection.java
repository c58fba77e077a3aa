package org.flowfoundry.training.benchmark;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.flowfoundry.training.collective.AllReduce;
import org.flowfoundry.training.collective.Ring;
import org.flowfoundry.training.model.ModelSize;

/** Sums between two workers, which are threads here. */
final class AllReduceSection {

    private static final int REPEATS = 60;
    private static final int WARM_UP = 20;
    private static final int FOUR_MILLION = 4_000_000;

    private AllReduceSection() {}

    private record Sample(Times wall, Times processor) {}

    /**
     * Measures.
     *
     * @param stepMillis of the small model, to compare with; NaN where it was not measured
     */
    static void run(double stepMillis) throws Exception {
        int model = new BenchmarkProgram(ModelSize.SMALL, 1, false)
                .sequenceModel()
                .layout()
                .size();
        Table.title("All-reduce between two workers: elapsed, and processor time of each");
        for (int size : new int[] {FOUR_MILLION, model}) {
            say("Unix domain socket", size, Ring.run(2, Ring.LIMIT, ring -> sums(ring, size)));
            Sample tcp = say("TCP, loopback", size, Ring.runOverTcp(2, Ring.LIMIT, ring -> sums(ring, size)));
            if (size == model && !Double.isNaN(stepMillis)) {
                double share = tcp.wall().medianMillis() / stepMillis;
                Table.line(
                        "share of a step over TCP: gradients %.1f %%, local with 25 steps %.2f %%",
                        100 * share, 4 * share);
            }
        }
    }

    private static Sample sums(AllReduce ring, int size) {
        ByteBuffer floats = ByteBuffer.allocateDirect(size * Float.BYTES).order(ByteOrder.nativeOrder());
        Sample sample = new Sample(new Times(), new Times());
        for (int i = 0; i < WARM_UP + REPEATS; i++) {
            // Begin together, as workers do that computed for the same time.
            ring.gather(i);
            long processor = StepProcess.processorNanos();
            long start = System.nanoTime();
            ring.sum(floats);
            if (i >= WARM_UP) {
                sample.wall().add(System.nanoTime() - start);
                sample.processor().add(StepProcess.processorNanos() - processor);
            }
        }
        return sample;
    }

    private static Sample say(String way, int size, List<Sample> samples) {
        Sample first = samples.get(0);
        Table.measured(
                "%-20s %9d floats  least %6.2f ms  median %6.2f ms  processor %5.2f ms",
                way,
                size,
                first.wall().leastMillis(),
                first.wall().medianMillis(),
                first.processor().medianMillis());
        return first;
    }
}
