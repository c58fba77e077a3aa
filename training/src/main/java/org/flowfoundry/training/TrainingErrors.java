package org.flowfoundry.training;

import org.flowfoundry.core.error.UserException;

/** The errors that training, adaptation, scoring and the registry answer the user with: what, why, how to mend it. */
public final class TrainingErrors {

    private TrainingErrors() {}

    public static UserException tooFewSequences(long found, long needed) {
        return new UserException("Only " + found + " host windows can be trained on, of " + needed
                + " needed. Take more days or domains (--date, --domain), or smaller windows in features.");
    }

    public static UserException engineNotLoaded(Throwable cause) {
        return new UserException(
                "PyTorch's native libraries cannot be loaded on this machine (" + cause.getMessage()
                        + "). FlowFoundry brings those of Linux on x86_64 (glibc); elsewhere, or for GPUs, install PyTorch 2.7.1 and set"
                        + " PYTORCH_LIBRARY_PATH to its folder torch/lib, PYTORCH_VERSION=2.7.1 and PYTORCH_FLAVOR=cpu or cu128."
                        + " DJL_CACHE_DIR must name a writable folder with 500 MB free (default: ~/.djl.ai).",
                cause);
    }

    public static UserException engineWithoutGpu(String address, String flavor) {
        return new UserException(
                "Spark gave the task GPU " + address + ", but the PyTorch loaded here cannot use GPUs (flavour "
                        + flavor
                        + "). Install PyTorch 2.7.1 for CUDA on every node and set PYTORCH_LIBRARY_PATH, PYTORCH_VERSION=2.7.1,"
                        + " PYTORCH_FLAVOR=cu128 and -Djna.library.path for the executors (see cluster-config), or ask for no GPUs.");
    }

    public static UserException gpuNotUsable(String address, Throwable cause) {
        return new UserException(
                "GPU " + address + " does not compute (" + cause.getMessage()
                        + "). Check nvidia-smi on the node, that the driver fits CUDA 12, and that no other task holds the GPU.",
                cause);
    }
}
