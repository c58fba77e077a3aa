package org.flowfoundry.core.parquet;

/**
 * A finished Parquet file.
 *
 * @param bytes its size
 * @param statistics its statistics as JSON, as a Delta log carries them
 */
public record WrittenFile(long rows, long bytes, String statistics) {}
