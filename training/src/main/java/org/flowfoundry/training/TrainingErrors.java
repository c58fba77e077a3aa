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

    public static UserException dynamicAllocation() {
        return new UserException(
                "Training needs executors that stay, but spark.dynamicAllocation.enabled is true. Set it to"
                        + " false for this command, and say how many executors with spark.executor.instances (YARN, Kubernetes) or"
                        + " spark.cores.max and spark.executor.cores (standalone).");
    }

    public static UserException tooFewExecutors(int needed, int found, int waited) {
        return new UserException("Training needs " + executors(needed) + ", one for each worker, but " + found
                + " came within " + waited + " s. Ask for them with spark.executor.instances (YARN, Kubernetes) or with"
                + " spark.cores.max and spark.executor.cores (standalone: their quotient), see whether the cluster has room for"
                + " executors of that spark.executor.memory, or set fewer workers.");
    }

    public static UserException localHasOneWorker(String master, int workers) {
        return new UserException("Master " + master + " is one process, and so has one worker, but " + workers
                + " are asked for. Set workers to 1 or leave it out (its threads are used all the same), or take a master with"
                + " executors: local-cluster[" + workers + ",1,2048], spark://..., yarn, k8s://...");
    }

    public static UserException executorsGone(int workers, int waited) {
        return new UserException("For " + waited + " s no task of the training ran: it needs " + executors(workers)
                + " at the same time, each with all of its cores. Executors were lost and none came in their place, or other jobs"
                + " of this application hold their cores. Check spark.executor.instances, spark.cores.max,"
                + " spark.executor.cores and spark.task.cpus, and run it again with --resume.");
    }

    public static UserException workersLost(long step, Throwable cause) {
        return new UserException(
                "Workers were lost again and again, and no try came beyond the checkpoint of step " + step
                        + ". Executors that need more memory than they may have are killed: raise"
                        + " spark.executor.memoryOverhead, or take a smaller batch. Then run it again with --resume.",
                cause);
    }

    public static UserException interrupted(String folder) {
        return new UserException("Training was interrupted. What it came to is in '" + folder
                + "': run it again with --resume to go on from its last checkpoint.");
    }

    private static String executors(int count) {
        return count == 1 ? "an executor" : count + " executors";
    }
}
