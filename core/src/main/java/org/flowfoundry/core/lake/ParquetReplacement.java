package org.flowfoundry.core.lake;

import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/**
 * Parquet has no commit, so the rows are written aside first, and then folders are swapped: the table's mark goes, the
 * partitions' folders are deleted and the new ones moved in, the mark comes back. A run killed in between leaves a table
 * without its mark, which no one reads; the same run done again puts all its partitions right.
 */
final class ParquetReplacement extends TableReplacement {

    private static final String DOMAIN = "domain=";
    private static final String DATE = "date=";

    private final FileSystem fileSystem;
    private final Path target;

    ParquetReplacement(Lake lake, TableSpec table, PartitionRange range) {
        super(lake, table, range);
        this.fileSystem = lake.fileSystem();
        this.target = lake.tablePath(table);
    }

    /** The file that says that a table's folder is whole. */
    static Path mark(Path table) {
        return new Path(table, "_SUCCESS");
    }

    @Override
    void replace(Dataset<Row> rows) {
        Path aside = lake.ownPath("staging/" + table.name() + "-" + UUID.randomUUID());
        try {
            try {
                rows.write()
                        .partitionBy(TableSpec.PARTITION_COLUMNS.toArray(String[]::new))
                        .parquet(aside.toString());
                swap(partitions(aside));
            } finally {
                fileSystem.delete(aside, true);
            }
        } catch (IOException e) {
            throw LakeErrors.notWritable(target.toString(), e);
        }
    }

    private void swap(Map<TablePartition, Path> made) throws IOException {
        for (TablePartition partition : made.keySet()) {
            if (!range.contains(partition.domain(), partition.date())) {
                throw new IllegalArgumentException(
                        "Rows of " + partition + " are not of the partitions to replace, " + range);
            }
        }
        fileSystem.mkdirs(target);
        Map<TablePartition, Path> old = partitions(target);
        fileSystem.delete(mark(target), false);
        for (Map.Entry<TablePartition, Path> partition : old.entrySet()) {
            if (range.contains(partition.getKey().domain(), partition.getKey().date())) {
                fileSystem.delete(partition.getValue(), true);
            }
        }
        for (Path folder : made.values()) {
            Path place = new Path(new Path(target, folder.getParent().getName()), folder.getName());
            fileSystem.mkdirs(place.getParent());
            if (!fileSystem.rename(folder, place)) {
                throw new IOException("could not move " + folder + " to " + place);
            }
        }
        fileSystem.create(mark(target), true).close();
    }

    private Map<TablePartition, Path> partitions(Path folder) throws IOException {
        Map<TablePartition, Path> partitions = new LinkedHashMap<>();
        for (FileStatus domain : fileSystem.listStatus(folder)) {
            if (domain.isDirectory() && domain.getPath().getName().startsWith(DOMAIN)) {
                String name = ExternalCatalogUtils.unescapePathName(
                        domain.getPath().getName().substring(DOMAIN.length()));
                for (FileStatus date : fileSystem.listStatus(domain.getPath())) {
                    if (date.getPath().getName().startsWith(DATE)) {
                        String day = date.getPath().getName().substring(DATE.length());
                        partitions.put(new TablePartition(name, LocalDate.parse(day)), date.getPath());
                    }
                }
            }
        }
        return partitions;
    }
}
