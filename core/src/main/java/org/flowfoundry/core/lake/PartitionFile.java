package org.flowfoundry.core.lake;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/**
 * A file of a Parquet table.
 *
 * @param path below the table's folder
 * @param bytes its size
 * @param modified when it was last written, milliseconds since 1970
 */
record PartitionFile(TablePartition partition, String path, long bytes, long modified) {

    /** How the folders of partitions begin, in tables of either format. */
    static final String DOMAIN = "domain=";

    private static final String DATE = "date=";

    /** The files of all partitions below a folder; none where it is absent. */
    static List<PartitionFile> below(FileSystem fileSystem, Path folder) throws IOException {
        List<PartitionFile> files = new ArrayList<>();
        for (Path domain : folders(fileSystem, folder, DOMAIN)) {
            String name = ExternalCatalogUtils.unescapePathName(domain.getName().substring(DOMAIN.length()));
            for (Path date : folders(fileSystem, domain, DATE)) {
                LocalDate day = LocalDate.parse(date.getName().substring(DATE.length()));
                TablePartition partition = new TablePartition(name, day);
                for (FileStatus file : fileSystem.listStatus(date)) {
                    String path = domain.getName() + "/" + date.getName() + "/"
                            + file.getPath().getName();
                    files.add(new PartitionFile(partition, path, file.getLen(), file.getModificationTime()));
                }
            }
        }
        return files;
    }

    private static List<Path> folders(FileSystem fileSystem, Path folder, String prefix) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (fileSystem.exists(folder)) {
            for (FileStatus child : fileSystem.listStatus(folder)) {
                if (child.getPath().getName().startsWith(prefix)) {
                    folders.add(child.getPath());
                }
            }
        }
        return folders;
    }
}
