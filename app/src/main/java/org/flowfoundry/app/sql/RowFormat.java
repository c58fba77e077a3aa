package org.flowfoundry.app.sql;

/** How the rows of a query are printed. */
public enum RowFormat {
    TABLE,
    CSV,
    JSON
}
