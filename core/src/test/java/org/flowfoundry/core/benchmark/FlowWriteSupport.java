package org.flowfoundry.core.benchmark;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.column.TextMapColumn;

/** The usual way to write Parquet, a record at a time: the peer that the page encoder is measured against. */
final class FlowWriteSupport extends WriteSupport<Integer> {

    private final MessageType schema;
    private ColumnBatch batch;
    private RecordConsumer consumer;

    FlowWriteSupport(MessageType schema) {
        this.schema = schema;
    }

    /** The batch whose rows are written next, by number. */
    void use(ColumnBatch next) {
        batch = next;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in parquet-java all the same
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(Integer row) {
        consumer.startMessage();
        for (int i = 0; i < batch.columns().size(); i++) {
            Column column = batch.columns().get(i);
            if (!column.isNull(row)) {
                consumer.startField(column.name(), i);
                write(column, row);
                consumer.endField(column.name(), i);
            }
        }
        consumer.endMessage();
    }

    private void write(Column column, int row) {
        if (column instanceof IntColumn ints) {
            consumer.addInteger(ints.get(row));
        } else if (column instanceof LongColumn longs) {
            consumer.addLong(longs.get(row));
        } else if (column instanceof TextColumn texts) {
            consumer.addBinary(Binary.fromString(texts.get(row)));
        } else if (column instanceof AddressColumn addresses) {
            consumer.addBinary(Binary.fromString(addresses.text(row)));
        } else {
            writeMap((TextMapColumn) column, row);
        }
    }

    private void writeMap(TextMapColumn maps, int row) {
        consumer.startGroup();
        consumer.startField("key_value", 0);
        maps.get(row).forEach((key, value) -> {
            consumer.startGroup();
            writeText("key", 0, key);
            writeText("value", 1, value);
            consumer.endGroup();
        });
        consumer.endField("key_value", 0);
        consumer.endGroup();
    }

    private void writeText(String name, int index, String text) {
        consumer.startField(name, index);
        consumer.addBinary(Binary.fromString(text));
        consumer.endField(name, index);
    }

    static final class Builder extends ParquetWriter.Builder<Integer, Builder> {

        private final FlowWriteSupport support;

        Builder(OutputFile file, FlowWriteSupport support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in parquet-java all the same
        protected WriteSupport<Integer> getWriteSupport(Configuration conf) {
            return support;
        }
    }
}
