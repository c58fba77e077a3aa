package org.flowfoundry.core.lake;

/** How a table is stored. */
public enum TableFormat {
    DELTA,
    PARQUET
}
