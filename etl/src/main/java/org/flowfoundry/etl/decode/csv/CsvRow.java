package org.flowfoundry.etl.decode.csv;

import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.text.Field;

/**
 * The row that a line's fields make, column by column and then as a whole. An object belongs to one reader: it may remember
 * fields between {@link #begin} and {@link #complete} that only make sense together.
 */
public interface CsvRow {

    /** Where the values of a column go, by the name it has in the header; asked once per column. */
    Field column(String name);

    /** Forgets the line before. */
    default void begin() {}

    /**
     * Settles what takes all fields of the line, which are in the batch's current row.
     *
     * @return null, or the reason why the line is no flow
     */
    String complete(FlowBatch batch);
}
