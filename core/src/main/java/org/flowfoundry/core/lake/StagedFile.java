package org.flowfoundry.core.lake;

import java.io.Serializable;

/**
 * A finished Parquet file that lies in its table's folder and belongs to no version of the table yet. A record of plain
 * values, so that tasks can send it and a journal can keep it as JSON.
 *
 * @param path relative to the table's folder, URI-encoded
 * @param domain its partition, the text itself
 * @param date its partition, as yyyy-MM-dd
 * @param bytes size of the file
 * @param modified modification time of the file in milliseconds since 1970
 * @param statistics as the Delta log has them, JSON
 */
public record StagedFile(
        String path, String domain, String date, long rows, long bytes, long modified, String statistics)
        implements Serializable {}
