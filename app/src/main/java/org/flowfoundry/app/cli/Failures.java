package org.flowfoundry.app.cli;

import org.apache.spark.sql.AnalysisException;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one message what an error means that no module foresaw. */
final class Failures {

    private static final int MOST_CHARACTERS = 600;

    private Failures() {}

    /** The error for the user: what a job of ours said, if that is somewhere among the causes; else the root cause. */
    static UserException explain(Throwable error) {
        Throwable root = error;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserException known) {
                return known;
            }
            if (cause instanceof ParameterException usage) {
                return new UsageException(usageMessage(usage));
            }
            if (cause instanceof AnalysisException query) {
                // Behind its first line, Spark's message shows its plan.
                String message = query.getMessage().lines().findFirst().orElse("");
                return new UserException("The query cannot be run: " + firstLines(message));
            }
            if (cause instanceof OutOfMemoryError) {
                return new UserException(
                        "Out of memory (" + cause.getMessage()
                                + "). Give more, e.g. FLOWFOUNDRY_MEMORY=12g, or spark-submit --driver-memory/--executor-memory.");
            }
            root = cause;
        }
        return new UserException("Unexpected " + root.getClass().getSimpleName() + ": "
                + firstLines(String.valueOf(root.getMessage())) + " Run again with --debug for the stack trace.");
    }

    private static String usageMessage(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String near = e instanceof UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? " Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?"
                : "";
        String message = e.getMessage().strip();
        return message + (message.endsWith(".") ? "" : ".") + near + " See '" + command + " --help'.";
    }

    private static String firstLines(String message) {
        String flat = message.replaceAll("\\s*\\R\\s*", " ").strip();
        return flat.length() <= MOST_CHARACTERS ? flat : flat.substring(0, MOST_CHARACTERS) + " ...";
    }
}
