package org.flowfoundry.training;

import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;

/** The errors that training, adaptation, scoring and the registry answer the user with: what, why, how to mend it. */
public final class TrainingErrors {

    private TrainingErrors() {}

    public static UserException tooFewSequences(long found, long needed) {
        return new UserException("Only " + found + " host windows can be trained on, of " + needed
                + " needed. Take more days or domains (--date, --domain), or smaller windows in features.");
    }

    /** A safetensors file that is not what the format, or its reader, demands. */
    public static DamagedException unsoundTensors(String file, String problem) {
        return new DamagedException(
                "'" + file + "' is no sound safetensors file of 32-bit floats: " + problem,
                "It is damaged, or not of FlowFoundry; take another version, or copy it here again.");
    }

    public static DamagedException unsoundJson(String file, String problem) {
        return new DamagedException(
                "'" + file + "' is not the JSON that is written there: " + problem,
                "It is damaged, or of another version of FlowFoundry; take another version, or copy it here again.");
    }

    /** A checkpoint or a model that is not as it was sealed. */
    public static DamagedException notWhole(String fileOrFolder, String problem) {
        return new DamagedException(
                "'" + fileOrFolder + "' is damaged: " + problem,
                "It is no longer what was written; take another version, or copy it here again.");
    }

    public static UserException notReadable(String fileOrFolder, Throwable cause) {
        return new UserException(
                "Cannot read '" + fileOrFolder + "': " + cause.getMessage()
                        + ". See to it that it is there and may be read, and run it again.",
                cause);
    }

    public static UserException noWholeCheckpoint(String folder, int damaged, String finding) {
        return new UserException("None of the " + damaged + " checkpoints in '" + folder + "' is whole; of the last, "
                + finding + ". Train from the start, without --resume; registered models are not touched.");
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

    public static UsageException badSetting(String setting, String value, String rule) {
        return new UsageException("Training setting '" + setting + "' is " + value + ", but " + rule + ".");
    }

    public static UserException otherTraining(String checkpoint, String difference) {
        return new UserException("The checkpoint '" + checkpoint + "' is of another training: " + difference
                + ". Train from the start, without --resume, or as it was.");
    }

    public static UserException trainingThere(String folder) {
        return new UserException("There is a training in '" + folder
                + "' already. Go on with it by --resume, or train under another name.");
    }

    public static UserException diverged(long step, int restarts) {
        return new UserException(
                "Training went astray: at step " + step + " loss or gradient is not finite again, after "
                        + restarts
                        + " restarts from the last checkpoint, each at half the learning rate before. Lower the learning"
                        + " rate or make the warm-up longer; if that does not help, look for NaN or infinite values in the data.");
    }
}
