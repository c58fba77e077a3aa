package org.flowfoundry.core.lake;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/** Parquet has no commit, so the rows are written aside, all of them, before {@link ParquetSwaps} puts them in place. */
final class ParquetReplacement extends TableReplacement {

    /** How the folders of partitions begin, in tables of either format. */
    static final String DOMAIN = "domain=";

    private static final String DATE = "date=";

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
            List<PartitionFile> added = files(staging);
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
        return files(target).stream()
                .filter(file -> range.contains(
                        file.partition().domain(), file.partition().date()))
                .toList();
    }

    private static List<String> paths(List<PartitionFile> files) {
        return files.stream().map(PartitionFile::path).toList();
    }

    /** The files of all partitions below a folder; none where it is absent. */
    private List<PartitionFile> files(Path folder) throws IOException {
        List<PartitionFile> files = new ArrayList<>();
        for (Path domain : children(folder, DOMAIN)) {
            String name = ExternalCatalogUtils.unescapePathName(domain.getName().substring(DOMAIN.length()));
            for (Path date : children(domain, DATE)) {
                LocalDate day = LocalDate.parse(date.getName().substring(DATE.length()));
                for (Path file : children(date, "")) {
                    files.add(new PartitionFile(
                            new TablePartition(name, day),
                            domain.getName() + "/" + date.getName() + "/" + file.getName()));
                }
            }
        }
        return files;
    }

    private List<Path> children(Path folder, String prefix) throws IOException {
        List<Path> children = new ArrayList<>();
        if (fileSystem.exists(folder)) {
            for (FileStatus child : fileSystem.listStatus(folder)) {
                if (child.getPath().getName().startsWith(prefix)) {
                    children.add(child.getPath());
                }
            }
        }
        return children;
    }

    /** A file and its path below the table's folder. */
    private record PartitionFile(TablePartition partition, String path) {}
}
