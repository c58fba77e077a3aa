package org.flowfoundry.core.lake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One Delta commit removes the old rows of the partitions and adds the new ones. */
final class DeltaReplacement extends TableReplacement {

    DeltaReplacement(Lake lake, TableSpec table, PartitionRange range) {
        super(lake, table, range);
    }

    @Override
    void replace(Dataset<Row> rows) {
        new DeltaTables(lake).createIfAbsent(table);
        rows.write()
                .format("delta")
                .mode("overwrite")
                .option("replaceWhere", range.sql())
                .option("mergeSchema", "true")
                .save(lake.location(table));
    }
}
