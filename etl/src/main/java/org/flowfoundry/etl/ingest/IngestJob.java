package org.flowfoundry.etl.ingest;

import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;

/** Ingests flow exports: files in; {@code flows}, {@code quarantine} and {@code ingested_files} out. */
public final class IngestJob {

    private IngestJob() {}

    /**
     * Ingests all files of the inputs that the domain does not hold yet. A run that was killed is finished by the next one;
     * a run that fails leaves the tables as they were after its last commit.
     *
     * @throws UserException where there is nothing to read, the lake cannot be written, or a file that was fine at first
     *     cannot be read any more
     */
    public static IngestResult run(SparkSession spark, IngestOptions options, Progress progress) {
        return new IngestRun(spark, options, progress).run();
    }
}
