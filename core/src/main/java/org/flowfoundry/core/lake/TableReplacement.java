package org.flowfoundry.core.lake;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.util.ConcurrentModificationException;
import java.util.Map;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.error.UserException;

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
            case DELTA -> new DeltaReplacement(lake, table, range, Map.of());
            case PARQUET -> new ParquetReplacement(lake, table, range);
        };
    }

    /** Brings the rows into the table's columns, order and comments, replaces the partitions, and counts the rows. */
    final long write(Dataset<Row> rows) {
        Observation observation = new Observation();
        try {
            replace(rows.to(table.schema()).observe(observation, count(lit(1)).as("rows")));
        } catch (IOException | FSError e) {
            throw LakeErrors.notReplaced(table.name(), lake.uri(), e);
        } catch (ConcurrentModificationException e) {
            throw LakeErrors.replacedByAnother(table.name(), lake.uri(), e);
        } catch (Exception e) {
            // Also Spark's checked ones, which its methods do not declare; a task's error is among the causes.
            Throwable failure = fileSystemFailure(e);
            if (failure != null) {
                throw LakeErrors.notReplaced(table.name(), lake.uri(), failure);
            }
            throw e;
        }
        try {
            return (long) observation.getAsJava().get("rows");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted after table " + table.name() + " was written", e);
        }
    }

    /** What the file system has said, or null where it was not that, or where another has said it to the user. */
    private static Throwable fileSystemFailure(Throwable error) {
        for (Throwable cause = error; cause != null && !(cause instanceof UserException); cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof FSError) {
                return cause;
            }
        }
        return null;
    }

    abstract void replace(Dataset<Row> rows) throws IOException;
}
