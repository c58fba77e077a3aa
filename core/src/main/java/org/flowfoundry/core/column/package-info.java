/**
 * Columnar batches of plain arrays: what decoders fill and the Parquet page encoder writes. No Spark here.
 *
 * <p>A batch is filled row by row: set the columns the record carries at the current row, leave the others alone (they
 * are null), then end the row. It is cleared and filled again, so nothing is allocated per record.
 */
package org.flowfoundry.core.column;
