package org.flowfoundry.core.lake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/**
 * What a table is at this moment: two equal states hold the same rows, so that what was made of them need not be made again.
 * Nothing of the rows is read.
 *
 * @param schema the columns as they are stored, which older versions may have made otherwise
 * @param version of the rows: a Delta table's identity and version; a digest of the names, sizes and times of a Parquet
 *     table's files within the range
 */
public record TableState(StructType schema, String version) {

    public static TableState of(Lake lake, TableSpec table, PartitionRange range) {
        StructType schema = lake.storedSchema(table);
        boolean delta = lake.format(table) == TableFormat.DELTA;
        return new TableState(schema, delta ? new DeltaTables(lake).version(table) : digest(files(lake, table), range));
    }

    private static List<PartitionFile> files(Lake lake, TableSpec table) {
        try {
            return PartitionFile.below(lake.fileSystem(), lake.tablePath(table));
        } catch (IOException e) {
            throw LakeErrors.notReadable(lake.uri(), e);
        }
    }

    private static String digest(List<PartitionFile> files, PartitionRange range) {
        String lines = files.stream()
                .filter(file -> range.contains(
                        file.partition().domain(), file.partition().date()))
                .map(file -> file.path() + " " + file.bytes() + " " + file.modified())
                .sorted()
                .collect(Collectors.joining("\n"));
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(lines.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
