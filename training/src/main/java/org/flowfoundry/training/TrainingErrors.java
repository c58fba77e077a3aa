package org.flowfoundry.training;

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
}
