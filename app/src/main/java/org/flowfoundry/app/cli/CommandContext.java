package org.flowfoundry.app.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.LakeSession;

/**
 * What a command works with.
 *
 * @param out takes results; its last line is the JSON line, which is not the command's business
 * @param progress takes everything else a person should see
 * @param arguments as the command was called with, its name first
 */
record CommandContext(PrintStream out, Progress progress, List<String> arguments) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    CommandContext {
        arguments = List.copyOf(arguments);
    }

    /** The command as one would give it to a shell. */
    String invocation() {
        return arguments.stream()
                .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", "./flowfoundry ", ""));
    }

    /** The session, started when a command first asks: bad options cost no session. */
    SparkSession spark() {
        SparkSession spark = LakeSession.open("flowfoundry");
        spark.sparkContext().addSparkListener(new TaskCounter(progress));
        return spark;
    }
}
