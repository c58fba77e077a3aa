package org.flowfoundry.etl.decode.text;

import org.flowfoundry.core.flow.FlowBatch;

/** Makes flows of lines. It is shown every line of its split in order, but for those that are too long. */
public interface LineDecoder {

    /** Whether the line is a record, good or bad; where it is not, what it says of later lines is taken in. */
    boolean isRecord(LineReader line);

    /** Whether a split that begins with the next line is decoded like this one, by what the file's beginning says alone. */
    default boolean maySplitHere() {
        return true;
    }

    /**
     * Fills the batch's current row from a record, without ending it.
     *
     * @return null, or the reason why it cannot be read, with the row half filled
     */
    String decode(LineReader line, FlowBatch batch);
}
