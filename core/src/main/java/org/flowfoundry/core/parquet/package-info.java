/**
 * Batches to Parquet files, a whole page of an array at a time.
 *
 * <p>A batch goes column by column into its {@link org.flowfoundry.core.parquet.ColumnEncoder}, which gathers the values of
 * a page, encodes and compresses it. The pages of a row group wait in memory until the group ends, then
 * {@link org.flowfoundry.core.parquet.ParquetFile} writes them; it is the only class that knows the file format's writer.
 *
 * <p>The other way, {@link org.flowfoundry.core.parquet.FlatParquetFile} reads tables that others wrote.
 */
package org.flowfoundry.core.parquet;
