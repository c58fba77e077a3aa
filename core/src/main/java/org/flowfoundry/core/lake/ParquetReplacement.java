package org.flowfoundry.core.lake;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Parquet has no commit, so the rows are written aside, all of them, before {@link ParquetSwaps} puts them in place. */
final class ParquetReplacement extends TableReplacement {

    private final FileSystem fileSystem;
    private final Path target;
    private final ParquetSwaps swaps;

    ParquetReplacement(Lake lake, TableSpec table, PartitionRange range) {
        super(lake, table, range);
        this.fileSystem = lake.fileSystem();
        this.target = lake.tablePath(table);
        this.swaps = lake.swaps(table);
    }

    @Override
    void replace(Dataset<Row> rows) throws IOException {
        swaps.deleteAbandoned();
        Path staging = swaps.newStaging();
        try {
            rows.write()
                    .partitionBy(TableSpec.PARTITION_COLUMNS.toArray(String[]::new))
                    .parquet(staging.toString());
            List<PartitionFile> added = PartitionFile.below(fileSystem, staging);
            added.forEach(this::check);
            swaps.finishPending();
            swaps.perform(new ParquetSwap(staging.getName(), paths(replaced()), paths(added)));
        } finally {
            // Once the swap has begun, the files in here are needed to finish it.
            if (!swaps.isPending()) {
                fileSystem.delete(staging, true);
            }
        }
    }

    private void check(PartitionFile file) {
        if (!range.contains(file.partition().domain(), file.partition().date())) {
            throw new IllegalArgumentException(
                    "Rows of " + file.partition() + " are not of the partitions to replace, " + range);
        }
    }

    private List<PartitionFile> replaced() throws IOException {
        return PartitionFile.below(fileSystem, target).stream()
                .filter(file -> range.contains(
                        file.partition().domain(), file.partition().date()))
                .toList();
    }

    private static List<String> paths(List<PartitionFile> files) {
        return files.stream().map(PartitionFile::path).toList();
    }
}
