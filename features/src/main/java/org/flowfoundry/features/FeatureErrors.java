package org.flowfoundry.features;

import java.time.Duration;
import java.util.List;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;

/** The errors that {@code features} and {@code graph} answer the user with. */
public final class FeatureErrors {

    private FeatureErrors() {}

    static UsageException unreadableWindow(String text) {
        return new UsageException("Cannot read the window '" + text
                + "': it must be a whole number and a unit, s, m, h or d. Give it like 30s, 5m or 1h.");
    }

    static UsageException windowDoesNotDivideTheDay(Duration window) {
        return new UsageException("A window of " + window.toSeconds() + " s"
                + " does not divide a day evenly, so windows would not begin at the same times each day. Choose one of"
                + " 1s to 1d that does, like 1m, 5m, 10m, 1h or 1d.");
    }

    public static UsageException unknownLongFlows(String text) {
        return new UsageException("Unknown rule '" + text
                + "' for flows longer than a window. Use first (the whole flow in the window it starts in) or prorated"
                + " (its packets and bytes shared among the windows it spans).");
    }

    static UsageException outOfRange(String option, long value, long least, long most) {
        return new UsageException(
                "--" + option + " is " + value + ", but must lie between " + least + " and " + most + ".");
    }

    static UserException noFlows(String lake, String asked, List<String> present) {
        return new UserException("No flows for " + asked + " in lake '" + lake + "'. It holds "
                + (present.isEmpty() ? "none at all" : String.join("; ", present))
                + ". Ingest flows first, or choose others with --domain and --date.");
    }

    static UserException checkpointsRemain(String folder, Throwable cause) {
        return new UserException(
                "Cannot delete the folder of intermediate results '" + folder + "': " + cause.getMessage()
                        + ". The tables are complete; delete the folder by hand.",
                cause);
    }
}
