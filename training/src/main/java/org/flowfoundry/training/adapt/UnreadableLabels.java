package org.flowfoundry.training.adapt;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.training.TrainingErrors;

/** What Spark means by failing to read a file of labels, in words of the one who gave it. */
final class UnreadableLabels {

    /** The name and the number that Spark puts around its texts. */
    private static final Pattern SPARKS = Pattern.compile("^\\[[A-Z_.]+] | SQLSTATE: \\w+$|\\.$");

    private static final int LINE_SHOWN = 100;

    private UnreadableLabels() {}

    static UserException because(String path, Throwable failure) {
        return TrainingErrors.unreadableLabels(path, reason(failure), failure);
    }

    /** The innermost failure that is known: Spark wraps what it knows best; else what the innermost says. */
    private static String reason(Throwable failure) {
        String known = null;
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String now = cause instanceof SparkThrowable spark ? known(spark) : null;
            known = now == null ? known : now;
            if (String.valueOf(cause.getMessage()).contains("is not a Parquet file")) {
                return "it is no whole Parquet file";
            }
            innermost = cause;
        }
        if (known != null) {
            return known;
        }
        String first =
                String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
        return SPARKS.matcher(first).replaceAll("");
    }

    private static String known(SparkThrowable failure) {
        String condition = String.valueOf(failure.getCondition());
        Map<String, String> parameters = failure.getMessageParameters();
        if (condition.equals("PATH_NOT_FOUND")) {
            return "it is not there";
        }
        if (condition.startsWith("MALFORMED_CSV_RECORD")) {
            return "a line has more or fewer values than its header, '" + shortened(parameters.get("badRecord")) + "'";
        }
        if (condition.startsWith("MALFORMED_RECORD_IN_PARSING")) {
            return "a line cannot be taken apart, '" + shortened(parameters.get("badRecord")) + "'";
        }
        return null;
    }

    private static String shortened(String line) {
        String text = String.valueOf(line).strip();
        return text.length() <= LINE_SHOWN ? text : text.substring(0, LINE_SHOWN) + "...";
    }
}
