package org.flowfoundry.core.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.codec.ZstandardCodec;

/** Compresses the pages of one file. */
final class PageCompressor implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final CompressionCodecFactory codecs;
    private final BytesInputCompressor compressor;

    PageCompressor(ParquetOptions options) {
        Configuration conf = new Configuration(false);
        conf.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, options.zstdLevel());
        codecs = new CodecFactory(conf, BUFFER_BYTES);
        compressor = codecs.getCompressor(options.codec());
    }

    /** The first so many of the bytes, compressed. */
    BytesInput compress(GrowingBytes bytes, int length) {
        try {
            BytesInput compressed = compressor.compress(BytesInput.from(bytes.array(), 0, length));
            // The compressor's own buffer is used again for the next page.
            ByteArrayOutputStream copy = new ByteArrayOutputStream((int) compressed.size());
            compressed.writeAllTo(copy);
            return BytesInput.from(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        codecs.release();
    }
}
