package org.flowfoundry.etl.source;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.input.FilePart;
import org.flowfoundry.etl.input.PartReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a part of a file as columnar batches of the wanted columns, without rows that fail a comparison. */
final class FlowPartitionReader implements PartitionReader<ColumnarBatch> {

    private static final Logger LOG = LoggerFactory.getLogger(FlowPartitionReader.class);
    private static final Quarantine COUNTED_ONLY = (record, offset, reason, raw, rawOffset, rawLength) -> {};

    private final FilePart part;
    private final PartReader reader;
    private final StructType columns;
    private final List<Comparison> comparisons;
    private final FlowBatch decoded = new FlowBatch();
    private final FlowBatch kept;
    private final ColumnarBatch all;
    private final ColumnarBatch some;
    private ColumnarBatch current;

    FlowPartitionReader(
            FilePart part,
            StructType columns,
            List<Comparison> comparisons,
            Map<String, Knowledge> knowledge,
            Configuration hadoop) {
        this.part = part;
        this.reader = PartReader.open(part, knowledge, COUNTED_ONLY, hadoop);
        this.columns = columns;
        this.comparisons = comparisons;
        this.kept = comparisons.isEmpty() ? decoded : new FlowBatch();
        this.all = new ColumnarBatch(vectors(decoded));
        this.some = new ColumnarBatch(vectors(kept));
    }

    @Override
    public boolean next() {
        while (reader.read(decoded)) {
            current = filtered();
            if (current.numRows() > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public ColumnarBatch get() {
        return current;
    }

    @Override
    public void close() {
        long unread = reader.counts().quarantined();
        if (unread > 0) {
            LOG.warn(
                    "{} records of '{}' could not be read; ingest keeps them, with the reason, in quarantine",
                    unread,
                    part.file().name());
        }
        reader.close();
    }

    private ColumnarBatch filtered() {
        int rows = decoded.rows();
        int first = 0;
        while (first < rows && isWanted(first)) {
            first++;
        }
        if (first == rows) {
            all.setNumRows(rows);
            return all;
        }
        kept.clear();
        for (int row = 0; row < rows; row++) {
            if (row < first || isWanted(row)) {
                copy(row);
            }
        }
        some.setNumRows(kept.rows());
        return some;
    }

    private boolean isWanted(int row) {
        for (Comparison comparison : comparisons) {
            if (!comparison.test(decoded, row)) {
                return false;
            }
        }
        return true;
    }

    private void copy(int row) {
        for (String name : columns.fieldNames()) {
            int column = FlowFilesTable.SCHEMA.fieldIndex(name);
            kept.columns().get(column).copy(decoded.columns().get(column), row, kept.rows());
        }
        kept.endRow();
    }

    private ColumnVector[] vectors(FlowBatch batch) {
        return Arrays.stream(columns.fields())
                .map(field -> {
                    Column column = batch.columns().get(FlowFilesTable.SCHEMA.fieldIndex(field.name()));
                    return new FlowColumnVector(column, field.dataType());
                })
                .toArray(ColumnVector[]::new);
    }
}
