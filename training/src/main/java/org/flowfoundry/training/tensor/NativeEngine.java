package org.flowfoundry.training.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.function.Supplier;
import org.flowfoundry.training.TrainingErrors;

/**
 * PyTorch as a task uses it: on one device, with a number of threads. The libraries are loaded once per JVM, from the
 * classpath or from where PYTORCH_LIBRARY_PATH says; nothing is ever downloaded, and nobody is told.
 */
public final class NativeEngine {

    /** Threads that operators of the current thread run on: OpenMP keeps that number per thread. */
    private static final ThreadLocal<Integer> CONFIGURED_THREADS = new ThreadLocal<>();

    private final Device device;
    private final int threads;

    private NativeEngine(Device device, int threads) {
        this.device = device;
        this.threads = threads;
    }

    /**
     * The engine on the first of the GPUs given, or on the CPU where there are none.
     *
     * @param gpuAddresses GPUs of the task as Spark names them: their numbers on this machine
     * @param threads native threads of an operator on the CPU, at least 1. More of them than there are idle cores cost far
     *     more than they give
     * @throws org.flowfoundry.core.error.UserException where the native libraries or the GPU cannot be used
     */
    public static NativeEngine open(List<String> gpuAddresses, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("Threads: " + threads);
        }
        NativeLibraries.load();
        if (gpuAddresses.isEmpty()) {
            return new NativeEngine(Device.cpu(), threads);
        }
        return new NativeEngine(usableGpu(gpuAddresses.get(0)), threads);
    }

    /** The engine on the CPU with one thread. */
    public static NativeEngine onCpu() {
        return open(List.of(), 1);
    }

    private static Device usableGpu(String address) {
        if (!NativeLibraries.flavor().startsWith("cu")) {
            throw TrainingErrors.engineWithoutGpu(address, NativeLibraries.flavor());
        }
        Device gpu = Device.gpu(Integer.parseInt(address));
        try (NDManager manager = NDManager.newBaseManager(gpu, NativeLibraries.ENGINE);
                NDArray probe = manager.ones(new Shape(2))) {
            probe.sum().getFloat();
            return gpu;
        } catch (RuntimeException e) {
            throw TrainingErrors.gpuNotUsable(address, e);
        }
    }

    public Device device() {
        return device;
    }

    public int threads() {
        return threads;
    }

    /** A manager of arrays on the device; whoever takes it closes it. */
    public NDManager newManager() {
        return NDManager.newBaseManager(device, NativeLibraries.ENGINE);
    }

    /** Runs work whose operations are recorded, so that a loss made in it can go backward. */
    public <T> T differentiating(Supplier<T> work) {
        return inMode(true, work);
    }

    /** Runs work of which no gradient is ever taken: faster, and intermediate results are freed at once. */
    public <T> T inferring(Supplier<T> work) {
        return inMode(false, work);
    }

    // Not GradientCollector: that one is guarded by a static flag, so only one thread of a JVM could train.
    private <T> T inMode(boolean gradients, Supplier<T> work) {
        configureThread();
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(gradients);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private void configureThread() {
        Integer configured = CONFIGURED_THREADS.get();
        if (configured == null || configured != threads) {
            JniUtils.setNumThreads(threads);
            CONFIGURED_THREADS.set(threads);
        }
    }

    /** What runs where, for reports to the user. */
    public Description describe() {
        String version = Engine.getEngine(NativeLibraries.ENGINE).getVersion();
        return new Description(
                NativeLibraries.ENGINE, version, NativeLibraries.flavor(), device.toString(), threads, gemm().name());
    }

    private Gemm gemm() {
        return device.isGpu() ? Gemm.MKL : inferring(Gemm::chosen);
    }

    /**
     * An engine in words.
     *
     * @param flavor of the native libraries: cpu, cu128 ...
     * @param device cpu() or gpu(0) ...
     * @param gemm how matrices are multiplied on it
     */
    public record Description(String engine, String version, String flavor, String device, int threads, String gemm) {}
}
