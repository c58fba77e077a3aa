package org.flowfoundry.core.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file that takes encoded chunks. The one class that uses parquet-java's file writer (1.15), which looks after
 * checksums, column and offset indexes, chunk statistics and the footer.
 */
final class ParquetFile implements Closeable {

    private final ParquetFileWriter writer;
    private final CompressionCodecName codec;

    ParquetFile(OutputFile file, MessageType schema, ParquetOptions options) throws IOException {
        codec = options.codec();
        writer = new ParquetFileWriter(
                file,
                schema,
                ParquetFileWriter.Mode.CREATE,
                options.rowGroupBytes(),
                0,
                null,
                ParquetProperties.builder().build());
        writer.start();
    }

    void startRowGroup(long rows) throws IOException {
        writer.startBlock(rows);
    }

    void endRowGroup() throws IOException {
        writer.endBlock();
    }

    void write(ColumnChunk chunk) throws IOException {
        writer.startColumn(chunk.descriptor(), chunk.values(), codec);
        EncodedDictionary dictionary = chunk.dictionary();
        if (dictionary != null) {
            writer.writeDictionaryPage(new DictionaryPage(
                    dictionary.compressed(), dictionary.size(), dictionary.entries(), Encoding.PLAIN));
        }
        for (EncodedPage page : chunk.pages()) {
            writer.writeDataPage(
                    page.values(),
                    page.size(),
                    page.compressed(),
                    page.statistics(),
                    page.rows(),
                    Encoding.RLE,
                    Encoding.RLE,
                    page.encoding());
        }
        writer.endColumn();
    }

    /** Writes the footer and closes the file. */
    void end() throws IOException {
        writer.end(Map.of());
    }

    /** The size of the file once it has ended. */
    long bytes() throws IOException {
        return writer.getPos();
    }

    /** What the footer says of the row groups, once the file has ended. */
    List<BlockMetaData> rowGroups() {
        return writer.getFooter().getBlocks();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
