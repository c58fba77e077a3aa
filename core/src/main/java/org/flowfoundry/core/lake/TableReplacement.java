package org.flowfoundry.core.lake;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Replaces partitions of a table by rows that Spark computes. */
abstract class TableReplacement {

    final Lake lake;
    final TableSpec table;
    final PartitionRange range;

    TableReplacement(Lake lake, TableSpec table, PartitionRange range) {
        this.lake = lake;
        this.table = table;
        this.range = range;
    }

    static TableReplacement of(Lake lake, TableSpec table, PartitionRange range, TableFormat format) {
        return switch (format) {
            case DELTA -> new DeltaReplacement(lake, table, range);
            case PARQUET -> new ParquetReplacement(lake, table, range);
        };
    }

    /** Brings the rows into the table's columns, order and comments, replaces the partitions, and counts the rows. */
    final long write(Dataset<Row> rows) {
        Observation observation = new Observation();
        replace(rows.to(table.schema()).observe(observation, count(lit(1)).as("rows")));
        try {
            return (long) observation.getAsJava().get("rows");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted after table " + table.name() + " was written", e);
        }
    }

    abstract void replace(Dataset<Row> rows);
}
