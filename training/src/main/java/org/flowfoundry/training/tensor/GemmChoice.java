package org.flowfoundry.training.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on {@link Gemm} once per JVM, by the processor time of a product like those of a small transformer. On a busy machine
 * the difference shrinks and the timing is noisy, and two executors that decide differently round differently: so what is known
 * of the processor's maker decides, unless the timing clearly says otherwise.
 */
final class GemmChoice {

    private static final Logger LOG = LoggerFactory.getLogger(GemmChoice.class);
    private static final String PROPERTY = "flowfoundry.gemm";

    /** The factor by which the one that is not expected to be faster must be, to be taken. */
    private static final double CLEARLY = 1.5;

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private static final int ROUNDS = 7;

    static final Gemm CHOSEN = choose();

    private GemmChoice() {}

    private static Gemm choose() {
        String asked = System.getProperty(PROPERTY);
        if (asked != null) {
            return Gemm.valueOf(asked.toUpperCase(Locale.ROOT));
        }
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), NativeLibraries.ENGINE)) {
            NDArray x = manager.zeros(new Shape(2048, 128));
            NDArray weight = manager.zeros(new Shape(512, 128));
            long mkl = Long.MAX_VALUE;
            long convolution = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                mkl = Math.min(mkl, nanos(Gemm.MKL, x, weight));
                convolution = Math.min(convolution, nanos(Gemm.CONV1X1, x, weight));
            }
            Gemm faster = decide(isAmd(), mkl, convolution);
            LOG.info("Linear layers use {}: MKL {} us, CONV1X1 {} us", faster, mkl / 1000, convolution / 1000);
            return faster;
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    static Gemm decide(boolean amd, long mkl, long convolution) {
        if (amd) {
            return convolution >= CLEARLY * mkl ? Gemm.MKL : Gemm.CONV1X1;
        }
        return mkl >= CLEARLY * convolution ? Gemm.CONV1X1 : Gemm.MKL;
    }

    private static boolean isAmd() {
        if (!Files.isReadable(PROCESSOR)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(PROCESSOR)) {
            return lines.anyMatch(line -> line.startsWith("vendor_id") && line.endsWith("AuthenticAMD"));
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} cannot be read", PROCESSOR, e);
            return false;
        }
    }

    private static long nanos(Gemm gemm, NDArray x, NDArray weight) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        gemm.linear(x, weight, null).close();
        return threads.getCurrentThreadCpuTime() - start;
    }
}
