package org.flowfoundry.core.parquet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.flowfoundry.core.column.ColumnDefinition;

/** Chooses the encoder of each column. */
final class ColumnEncoders {

    private final PageCompressor compressor;
    private final int pageRows;
    private final GrowingBytes page = new GrowingBytes();
    private final Iterator<ColumnDescriptor> leaves;

    private ColumnEncoders(MessageType schema, PageCompressor compressor, int pageRows) {
        this.compressor = compressor;
        this.pageRows = pageRows;
        this.leaves = schema.getColumns().iterator();
    }

    static List<ColumnEncoder> of(
            List<ColumnDefinition> columns, MessageType schema, PageCompressor compressor, int pageRows) {
        ColumnEncoders encoders = new ColumnEncoders(schema, compressor, pageRows);
        List<ColumnEncoder> all = new ArrayList<>();
        for (ColumnDefinition column : columns) {
            all.add(encoders.next(column));
        }
        return all;
    }

    private ColumnEncoder next(ColumnDefinition column) {
        return switch (column.type()) {
            case INT, DATE -> number(NumberKind.INT32, NumberSource::ints, true);
            case LONG -> number(NumberKind.INT64, NumberSource::longs, true);
            // Times hardly repeat, but differ by little.
            case TIMESTAMP -> number(NumberKind.INT64, NumberSource::longs, false);
            case DOUBLE -> number(NumberKind.DOUBLE, NumberSource::doubles, true);
            case TEXT -> bytes(new TextEntries(), true);
            case ADDRESS -> bytes(new AddressEntries(), true);
            case BINARY -> bytes(new BinaryEntries(), false);
            case TEXT_MAP -> new MapEncoder(chunk(), chunk(), page, pageRows);
        };
    }

    private NumberEncoder number(NumberKind kind, NumberSource source, boolean tryDictionary) {
        return new NumberEncoder(chunk(), page, pageRows, kind, source, tryDictionary);
    }

    private BytesEncoder bytes(ByteEntries entries, boolean tryDictionary) {
        return new BytesEncoder(chunk(), page, pageRows, new ByteValues(entries, tryDictionary));
    }

    private ColumnChunk chunk() {
        return new ColumnChunk(leaves.next(), compressor);
    }
}
