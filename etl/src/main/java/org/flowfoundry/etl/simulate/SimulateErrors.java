package org.flowfoundry.etl.simulate;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;

/** What can go wrong with a simulation, in words. */
final class SimulateErrors {

    private SimulateErrors() {}

    static UsageException hours(int hours) {
        return new UsageException("Cannot simulate " + hours + " hours: --hours must be from 1 to "
                + SimulateOptions.MOST_HOURS + " (31 days). For more, run again with a later --start.");
    }

    static UsageException scale(double scale) {
        return new UsageException("Cannot simulate at scale " + scale + ": --scale must be from "
                + SimulateOptions.LEAST_SCALE + " to " + SimulateOptions.MOST_SCALE + "; 1 is the default.");
    }

    static UsageException start(Instant start) {
        return new UsageException("Cannot start the simulation at " + start
                + ": --start must be a full hour from 2000 to 2036, such as " + SimulateOptions.DEFAULT_START + ".");
    }

    static UsageException notEmpty(Path output) {
        return new UsageException(
                "Output folder " + output + " holds files that no simulation wrote. Name a new or empty"
                        + " folder, or add --overwrite to write the simulation in among them.");
    }

    static UsageException notAFolder(Path output) {
        return new UsageException("Output " + output + " is a file. Name a folder, new or empty.");
    }

    static UserException noSpace(Path output, long needed, long free) {
        return new UserException(String.format(
                Locale.ROOT,
                "The simulation would take about %d MB, but only %d MB are free at %s. Free some space, name a folder"
                        + " on another disk, or simulate fewer --hours or at a smaller --scale.",
                needed >> 20,
                free >> 20,
                output));
    }

    static UserException cannotWrite(Path output, IOException cause) {
        return new UserException(
                "Cannot write the simulation to " + output + ": " + reason(cause)
                        + ". Check that the folder can be written to and that its disk is not full, or name another.",
                cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (cause instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getFile() + ": " + failed.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
