package org.flowfoundry.core.lake;

import org.apache.spark.sql.SparkSession;

/**
 * The Spark session that jobs run in. Holds only what correctness needs, so that a plain {@code spark-submit} is right
 * without a properties file; tuning lives in {@code cluster-config/spark-defaults.conf}.
 */
public final class LakeSession {

    private LakeSession() {}

    /** The running session, or a new one with the submitted settings and ours. */
    public static SparkSession open(String applicationName) {
        return configure(SparkSession.builder().appName(applicationName)).getOrCreate();
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
