package org.flowfoundry.core.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session that jobs run in. Holds only what correctness needs, so that a plain {@code spark-submit} is right
 * without a properties file; tuning lives in {@code cluster-config/spark-defaults.conf}.
 */
public final class LakeSession {

    private static final String WAREHOUSE = "spark.sql.warehouse.dir";

    private LakeSession() {}

    /** The running session, or a new one with the submitted settings and ours. */
    public static SparkSession open(String applicationName) {
        SparkSession.Builder builder = configure(SparkSession.builder().appName(applicationName));
        if (SparkSession.getDefaultSession().isEmpty() && !new SparkConf().contains(WAREHOUSE)) {
            builder.config(WAREHOUSE, temporaryFolder());
        }
        return builder.getOrCreate();
    }

    /** Spark makes the folder of its own tables wherever it is started; nothing is ever kept there. */
    private static String temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("flowfoundry-warehouse");
            folder.toFile().deleteOnExit();
            return folder.toUri().toString();
        } catch (IOException e) {
            throw LakeErrors.noTemporaryFolder(e);
        }
    }

    /** Adds the settings that the lake's tables need. */
    public static SparkSession.Builder configure(SparkSession.Builder builder) {
        return builder.config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                // Dates of the tables are UTC days, whatever the zone of the machine.
                .config("spark.sql.session.timeZone", "UTC")
                // Spark's default, INT96, has no statistics; and DELETE or OPTIMIZE would rewrite our files with it.
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                // A run replaces the partitions it writes and no others.
                .config("spark.sql.sources.partitionOverwriteMode", "dynamic");
    }
}
