package org.flowfoundry.training.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Communicator;
import ml.dmlc.xgboost4j.java.RabitTracker;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RingAllReduceTest {

    @Property(tries = 40)
    void sumsVectorsOfAnyLengthOverAnyNumberOfWorkers(
            @ForAll @IntRange(min = 1, max = 6) int size,
            @ForAll @IntRange(max = 300_000) int length,
            @ForAll long seed)
            throws Exception {
        double[] sums = new double[length];
        for (int rank = 0; rank < size; rank++) {
            float[] values = values(length, seed + rank);
            for (int i = 0; i < length; i++) {
                sums[i] += values[i];
            }
        }

        List<float[]> results = Ring.run(size, Ring.LIMIT, ring -> {
            ByteBuffer bytes = Ring.direct(values(length, seed + ring.rank()));
            ring.sum(bytes);
            return Ring.floats(bytes);
        });

        for (float[] result : results) {
            assertThat(result).isEqualTo(results.get(0));
        }
        for (int i = 0; i < length; i++) {
            assertThat((double) results.get(0)[i]).isBetween(sums[i] - 1e-5, sums[i] + 1e-5);
        }
    }

    @Property(tries = 10)
    void manySumsOneAfterTheOther(@ForAll @IntRange(min = 2, max = 4) int size, @ForAll @IntRange(max = 40) int length)
            throws Exception {
        List<Boolean> right = Ring.run(size, Ring.LIMIT, ring -> {
            for (int call = 0; call < 200; call++) {
                float[] values = new float[length];
                java.util.Arrays.fill(values, ring.rank() + call);
                ByteBuffer bytes = Ring.direct(values);
                ring.sum(bytes);
                float expected = size * (size - 1) / 2 + size * call;
                for (float value : Ring.floats(bytes)) {
                    if (value != expected) {
                        return false;
                    }
                }
            }
            return true;
        });

        assertThat(right).doesNotContain(false);
    }

    @Property(tries = 20)
    void gathersLongsOfAllBits(@ForAll long first, @ForAll long second, @ForAll long third) throws Exception {
        long[] mine = {first, second, third};

        List<long[]> gathered = Ring.run(3, Ring.LIMIT, ring -> ring.gather(mine[ring.rank()]));

        assertThat(gathered).allSatisfy(all -> assertThat(all).isEqualTo(mine));
    }

    @Test
    void agreesWithTheCommunicatorOfXgboost() throws Exception {
        int length = 10_007;
        RabitTracker tracker = new RabitTracker(2, "127.0.0.1");
        assertThat(tracker.start()).isTrue();
        List<float[]> theirs = Ring.threads(2, rank -> {
            Map<String, Object> arguments = new HashMap<>(tracker.getWorkerArgs());
            arguments.put("dmlc_task_id", Integer.toString(rank));
            Communicator.init(arguments);
            float[] sum = Communicator.allReduce(values(length, rank), Communicator.OpType.SUM);
            Communicator.shutdown();
            return sum;
        });
        tracker.stop();

        List<float[]> ours = Ring.run(2, Ring.LIMIT, ring -> {
            ByteBuffer bytes = Ring.direct(values(length, ring.rank()));
            ring.sum(bytes);
            return Ring.floats(bytes);
        });

        assertThat(ours.get(0)).isEqualTo(theirs.get(0));
        assertThat(ours.get(1)).isEqualTo(theirs.get(1));
    }

    @Test
    void aPeerThatLeavesEndsTheSumOfAllOthers() throws Exception {
        List<String> ends = Ring.run(3, Ring.LIMIT, ring -> {
            if (ring.rank() == 1) {
                ring.close();
                return "left";
            }
            return failureOf(ring, 4_000_000);
        });

        assertThat(ends.get(0)).contains("Worker 0 of 3 lost a neighbour in the ring: ");
        assertThat(ends.get(2)).contains("Worker 2 of 3 lost a neighbour in the ring: ");
    }

    @Test
    void aPeerThatHangsEndsTheSumAfterTheTimeLimit() throws Exception {
        List<String> ends = Ring.run(2, Duration.ofMillis(300), ring -> {
            if (ring.rank() == 1) {
                Thread.sleep(2000);
                return "slept";
            }
            return failureOf(ring, 4_000_000);
        });

        assertThat(ends.get(0)).contains("nothing came or went for 0.3 s");
    }

    @Test
    void workersThatSumDifferentVectorsAreFoundOut() throws Exception {
        List<String> ends = Ring.run(2, Ring.LIMIT, ring -> {
            try {
                ring.sum(Ring.direct(new float[10 + ring.rank()]));
                return "summed";
            } catch (IllegalStateException e) {
                return e.getMessage();
            }
        });

        assertThat(ends).allSatisfy(end -> assertThat(end).contains("Workers disagree: call 0 of "));
    }

    @Test
    void aHeapBufferIsRefused() throws Exception {
        Ring.run(2, Ring.LIMIT, ring -> {
            assertThatThrownBy(() -> ring.sum(ByteBuffer.allocate(8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Not a direct buffer of floats in native byte order");
            return null;
        });
    }

    private static String failureOf(AllReduce ring, int length) {
        try {
            ring.sum(Ring.direct(new float[length]));
            return "summed";
        } catch (LostPeerException e) {
            return e.getMessage();
        }
    }

    private static float[] values(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
