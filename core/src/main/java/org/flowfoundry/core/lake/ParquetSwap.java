package org.flowfoundry.core.lake;

import java.util.List;

/**
 * The files that a replacement takes out of a Parquet table and those that it brings in. Spark names each file anew, so
 * that an old one is never taken for a new one, however often the swap is begun.
 *
 * @param staging the folder, among those for staging, in which the new files were written
 * @param removed the old files, below the table's folder
 * @param added the new files, below the staging folder and, in the end, below the table's
 */
record ParquetSwap(String staging, List<String> removed, List<String> added) {

    ParquetSwap {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }
}
