package org.flowfoundry.etl.export;

import java.io.Serializable;

/**
 * What was written.
 *
 * @param packets of both directions
 * @param bytes of both directions
 * @param fileBytes size of the files
 * @param attributesDropped entries of {@code attributes} that the format has no place for
 * @param valuesDropped values of other columns that do not fit the format's field, or its records
 */
record ExportCounts(
        long files, long flows, long packets, long bytes, long fileBytes, long attributesDropped, long valuesDropped)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    static final ExportCounts NOTHING = new ExportCounts(0, 0, 0, 0, 0, 0, 0);

    ExportCounts plus(ExportCounts other) {
        return new ExportCounts(
                files + other.files,
                flows + other.flows,
                packets + other.packets,
                bytes + other.bytes,
                fileBytes + other.fileBytes,
                attributesDropped + other.attributesDropped,
                valuesDropped + other.valuesDropped);
    }
}
