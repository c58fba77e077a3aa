package org.flowfoundry.training;

import java.util.List;
import org.flowfoundry.core.error.NearMatches;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;

/** The errors that training, adaptation, scoring and the registry answer the user with: what, why, how to mend it. */
public final class TrainingErrors {

    private static final int NAMES_SHOWN = 20;

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

    public static UsageException badModelName(String name) {
        return new UsageException("'" + name + "' cannot name a model: use 1 to 100 letters, digits, '-', '_' and '.',"
                + " beginning with a letter or a digit, like campus-small.");
    }

    public static UsageException badModelVersion(String reference, String version) {
        return new UsageException("'" + reference + "' names no model: '" + version
                + "' is no version. Write NAME, NAME:v3, NAME:promoted or NAME:latest.");
    }

    public static UserException noModelFolder(String folder) {
        return new UserException("'" + folder + "' is no folder of a model's version: it must end in /NAME/vN, as in"
                + " s3a://bucket/lake/models/campus/v3.");
    }

    public static UserException noModel(String name, String lake, List<String> known) {
        List<String> near = NearMatches.of(name, known);
        String there = known.isEmpty()
                ? "It has no models yet; make one with `flowfoundry pretrain`."
                : near.isEmpty()
                        ? "It has " + String.join(", ", known.subList(0, Math.min(NAMES_SHOWN, known.size()))) + "."
                        : "Did you mean " + String.join(" or ", near) + "?";
        return new UserException("There is no model '" + name + "' in lake '" + lake + "'. " + there);
    }

    public static UserException noVersion(String name, String version, List<String> known) {
        return new UserException("Model '" + name + "' has no version " + version + ". It has "
                + String.join(", ", known.subList(Math.max(0, known.size() - NAMES_SHOWN), known.size())) + ".");
    }

    public static UserException nonePromoted(String name) {
        return new UserException("No version of model '" + name + "' is promoted. Promote one with"
                + " `flowfoundry models promote " + name + ":vN`, or name a version.");
    }

    /** @param promoted the only version that is promoted; null where none is */
    public static UserException nothingToRollBackTo(String name, String promoted) {
        return new UserException("Model '" + name + "' has no version to go back to: "
                + (promoted == null ? "none is promoted" : "before " + promoted + " none was promoted")
                + ". Promote the version you want with `flowfoundry models promote " + name + ":vN`.");
    }
}
