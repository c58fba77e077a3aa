package org.flowfoundry.core.parquet;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Reads a Parquet file of arrays of fixed length row group by row group, in any order. Holds one row group at a time. Page
 * checksums are checked where the file has them. Whatever is wrong with the file comes as an {@link IOException}.
 */
public final class RowGroups implements Closeable {

    private final Path file;
    private final ParquetFileReader reader;

    private RowGroups(Path file, ParquetFileReader reader) {
        this.file = file;
        this.reader = reader;
    }

    public static RowGroups open(Configuration conf, Path file) throws IOException {
        ParquetReadOptions options = HadoopReadOptions.builder(conf)
                .usePageChecksumVerification(true)
                .build();
        try {
            return new RowGroups(file, ParquetFileReader.open(HadoopInputFile.fromPath(file, conf), options));
        } catch (FileNotFoundException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
    }

    /** How many row groups there are. */
    public int count() {
        return reader.getRowGroups().size();
    }

    /** How many rows a group holds. */
    public int rows(int group) throws IOException {
        long rows = reader.getRowGroups().get(group).getRowCount();
        if (rows < 0 || rows > Integer.MAX_VALUE) {
            throw new IOException("'" + file + "' is damaged: row group " + group + " says it holds " + rows + " rows");
        }
        return (int) rows;
    }

    /** Reads a group's pages; its columns are decoded when they are asked for. */
    public RowGroup read(int group) throws IOException {
        MessageType schema = reader.getFileMetaData().getSchema();
        try {
            PageReadStore pages = reader.readRowGroup(group);
            return new RowGroup(file, schema, pages, rows(group));
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
    }

    static IOException damaged(Path file, Exception cause) {
        return new IOException("'" + file + "' cannot be read: " + cause.getMessage(), cause);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
