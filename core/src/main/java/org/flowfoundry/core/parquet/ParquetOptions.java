package org.flowfoundry.core.parquet;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * How files are laid out.
 *
 * @param codec compresses each page
 * @param zstdLevel the level of {@link CompressionCodecName#ZSTD}, 1 to 22; other codecs have none
 * @param pageRows the most rows in a page
 * @param rowGroupRows the most rows in a row group
 * @param rowGroupBytes a row group ends once so many bytes of it wait in memory
 */
public record ParquetOptions(
        CompressionCodecName codec, int zstdLevel, int pageRows, long rowGroupRows, long rowGroupBytes) {

    public ParquetOptions {
        if (zstdLevel < 1 || zstdLevel > 22) {
            throw new IllegalArgumentException("zstd has levels 1 to 22, not " + zstdLevel);
        }
        if (pageRows < 1 || rowGroupRows < 1 || rowGroupBytes < 1) {
            throw new IllegalArgumentException("Pages and row groups must hold at least one row and byte");
        }
    }

    /** What was measured best for flows: zstd at level 1, pages of 32 Ki rows, groups of 1 Mi rows or 96 MiB. */
    public static ParquetOptions defaults() {
        return new ParquetOptions(CompressionCodecName.ZSTD, 1, 32_768, 1 << 20, 96L << 20);
    }
}
