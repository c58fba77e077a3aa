package org.flowfoundry.etl.ingest;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.TableSpec;

/** What an ingest left in a lake, for comparing. */
record IngestedTables(List<String> flows, List<String> quarantine, List<String> files) {

    /** All rows as sorted text, but for what differs from run to run. */
    static IngestedTables of(SparkSession spark, String lake) {
        return new IngestedTables(
                rows(spark, lake, IngestTables.FLOWS),
                rows(spark, lake, IngestTables.QUARANTINE),
                rows(spark, lake, IngestTables.INGESTED_FILES));
    }

    private static List<String> rows(SparkSession spark, String lake, TableSpec table) {
        Dataset<Row> rows = Lake.open(spark, lake).read(table);
        if (table != IngestTables.FLOWS) {
            rows = rows.drop("run_id", "ingested_at", "date");
        }
        return rows.toJSON().collectAsList().stream().sorted().toList();
    }
}
