package org.flowfoundry.app.cli;

import java.io.PrintStream;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.LakeSession;

/**
 * What a command works with.
 *
 * @param out takes results; its last line is the JSON line, which is not the command's business
 * @param progress takes everything else a person should see
 */
record CommandContext(PrintStream out, Progress progress) {

    /** The session, started when a command first asks: bad options cost no session. */
    SparkSession spark() {
        SparkSession spark = LakeSession.open("flowfoundry");
        spark.sparkContext().addSparkListener(new TaskCounter(progress));
        return spark;
    }
}
