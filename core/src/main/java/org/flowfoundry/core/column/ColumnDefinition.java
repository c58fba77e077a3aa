package org.flowfoundry.core.column;

/**
 * A column of a table that is written from batches.
 *
 * @param comment what it holds, its unit, and the IPFIX information element it stands for where there is one
 */
public record ColumnDefinition(String name, ColumnType type, String comment) {}
