package org.flowfoundry.training.collective;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Workers that are threads of one JVM. */
public final class Ring {

    public static final Duration LIMIT = Duration.ofSeconds(20);

    /** What a worker does with its end of the ring. */
    public interface Work<T> {
        T apply(AllReduce ring) throws Exception;
    }

    private Ring() {}

    /** Each worker's result, by rank; the first failure of any is thrown. */
    public static <T> List<T> run(int size, Duration limit, Work<T> work) throws Exception {
        return run(size, limit, work, exchanges(size));
    }

    /** The same through TCP: nobody is told of the Unix domain sockets. */
    public static <T> List<T> runOverTcp(int size, Duration limit, Work<T> work) throws Exception {
        Function<String, String[]>[] exchange = exchanges(size);
        for (int i = 0; i < size; i++) {
            exchange[i] = exchange[i].compose(text -> text.substring(0, text.lastIndexOf('\t') + 1));
        }
        return run(size, limit, work, exchange);
    }

    private static <T> List<T> run(int size, Duration limit, Work<T> work, Function<String, String[]>[] exchange)
            throws Exception {
        return threads(size, rank -> {
            try (AllReduce ring = new Rendezvous(rank, size, loopback(), limit).meet(exchange[rank])) {
                return work.apply(ring);
            }
        });
    }

    /** An exchange between threads, one end for each. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Function<String, String[]>[] exchanges(int size) {
        String[] texts = new String[size];
        CyclicBarrier barrier = new CyclicBarrier(size);
        Function[] ends = new Function[size];
        for (int i = 0; i < size; i++) {
            int rank = i;
            ends[rank] = (Function<String, String[]>) text -> {
                texts[rank] = text;
                try {
                    barrier.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return texts;
            };
        }
        return ends;
    }

    /** What a thread per rank gives. */
    static <T> List<T> threads(int size, PerRank<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(size);
        try {
            List<Future<T>> results = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int rank = i;
                results.add(threads.submit(() -> work.apply(rank)));
            }
            List<T> values = new ArrayList<>();
            for (Future<T> result : results) {
                values.add(result.get());
            }
            return values;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }

    interface PerRank<T> {
        T apply(int rank) throws Exception;
    }

    static InetAddress loopback() throws IOException {
        return InetAddress.getByName("127.0.0.1");
    }

    static ByteBuffer direct(float[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    static float[] floats(ByteBuffer bytes) {
        float[] values = new float[bytes.limit() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
