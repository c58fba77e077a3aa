package org.flowfoundry.training.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides on {@link Gemm} once per JVM, by the processor time of a product like those of a small transformer. */
final class GemmChoice {

    private static final Logger LOG = LoggerFactory.getLogger(GemmChoice.class);
    private static final String PROPERTY = "flowfoundry.gemm";

    /** So much faster must the convolution be: near a tie the choice must not depend on the noise of the timing. */
    private static final double WORTH_IT = 1.3;

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
            Gemm faster = mkl >= WORTH_IT * convolution ? Gemm.CONV1X1 : Gemm.MKL;
            LOG.info("Linear layers use {}: MKL {} us, CONV1X1 {} us", faster, mkl / 1000, convolution / 1000);
            return faster;
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private static long nanos(Gemm gemm, NDArray x, NDArray weight) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        gemm.linear(x, weight, null).close();
        return threads.getCurrentThreadCpuTime() - start;
    }
}
