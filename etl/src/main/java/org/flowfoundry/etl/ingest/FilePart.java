package org.flowfoundry.etl.ingest;

import java.io.Serializable;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.input.InputFile;

/**
 * A part of a file, to be decoded by one task.
 *
 * @param index the file's place among the files of the chunk
 */
record FilePart(int index, InputFile file, String format, Split split) implements Serializable {

    /** How many of the file's bytes this is. */
    long bytes() {
        return Math.max(0, Math.min(split.end(), file.bytes()) - split.start());
    }
}
