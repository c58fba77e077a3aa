package org.flowfoundry.core.lake;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One Delta commit removes the old rows of the partitions and adds the new ones. */
final class DeltaReplacement extends TableReplacement {

    private final Map<String, String> key;

    /** @param key columns of text and the values that, in them, mark the rows to replace; empty = all rows */
    DeltaReplacement(Lake lake, TableSpec table, PartitionRange range, Map<String, String> key) {
        super(lake, table, range);
        this.key = key;
    }

    @Override
    void replace(Dataset<Row> rows) {
        new DeltaTables(lake).createIfAbsent(table);
        rows.write()
                .format("delta")
                .mode("overwrite")
                .option("replaceWhere", condition())
                .option("mergeSchema", "true")
                .save(lake.location(table));
    }

    private String condition() {
        return range.sql()
                + key.entrySet().stream()
                        .map(entry -> " AND " + entry.getKey() + " = " + PartitionRange.literal(entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining());
    }
}
