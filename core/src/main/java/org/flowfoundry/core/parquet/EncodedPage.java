package org.flowfoundry.core.parquet;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/**
 * A page as it will stand in the file.
 *
 * @param compressed levels and values
 * @param size their bytes before compression
 * @param values entries of the page: rows, or for the leaves of a map its entries and empty rows
 */
record EncodedPage(BytesInput compressed, int size, int values, int rows, Encoding encoding, Statistics<?> statistics) {

    EncodedPage withStatistics(Statistics<?> other) {
        return new EncodedPage(compressed, size, values, rows, encoding, other);
    }
}
