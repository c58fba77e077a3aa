package org.flowfoundry.etl.source;

import java.util.List;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.input.Shipped;

/** Makes the readers of a scan's tasks; all of them give columnar batches. */
record FlowReaderFactory(
        StructType columns,
        List<Comparison> comparisons,
        Broadcast<Shipped<Map<String, Knowledge>>> knowledge,
        Broadcast<SerializableConfiguration> hadoop)
        implements PartitionReaderFactory {

    @Override
    public boolean supportColumnarReads(InputPartition partition) {
        return true;
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
        return new FlowPartitionReader(
                ((FlowPartition) partition).part().open(),
                columns,
                comparisons,
                knowledge.value().open(),
                hadoop.value().value());
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        throw new UnsupportedOperationException("Flow files are read as columns");
    }
}
