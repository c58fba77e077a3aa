package org.flowfoundry.training.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flowfoundry.training.TrainingErrors;

/** Loads PyTorch's libraries into the JVM, once. */
final class NativeLibraries {

    static final String ENGINE = "PyTorch";

    private static boolean loaded;

    private NativeLibraries() {}

    static synchronized void load() {
        if (loaded) {
            return;
        }
        applyDefaults();
        try {
            Engine.getEngine(ENGINE);
            loaded = true;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw TrainingErrors.engineNotLoaded(e);
        }
    }

    /** DJL reads an environment variable, then a system property of the same name: so these are defaults only. */
    private static void applyDefaults() {
        setUnlessPresent("OPT_OUT_TRACKING", "OPT_OUT_TRACKING", "true");
        setUnlessPresent("DJL_OFFLINE", "ai.djl.offline", "true");
        // Left unset, DJL asks a library folder for a flavour that no version of its bridge has (cpu-precxx11).
        setUnlessPresent("PYTORCH_FLAVOR", "PYTORCH_FLAVOR", "cpu");
    }

    private static void setUnlessPresent(String variable, String property, String value) {
        if (System.getenv(variable) == null && System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** The flavour of the libraries that were loaded. */
    static String flavor() {
        String asked = System.getenv().getOrDefault("PYTORCH_FLAVOR", System.getProperty("PYTORCH_FLAVOR", "cpu"));
        boolean canCompute = Files.exists(Path.of(LibUtils.getLibtorchPath()).resolve("libtorch_cuda.so"));
        return asked.startsWith("cu") && !canCompute ? "cpu" : asked;
    }
}
