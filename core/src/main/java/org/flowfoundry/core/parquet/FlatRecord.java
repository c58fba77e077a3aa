package org.flowfoundry.core.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads records of columns that are values or lists of values, whatever way the lists are nested into groups. The record is
 * the values of each column, in the order of the schema, and the same object for all rows.
 */
final class FlatRecord extends RecordMaterializer<List<List<Object>>> {

    private final List<List<Object>> record = new ArrayList<>();
    private final GroupConverter root;

    FlatRecord(MessageType schema) {
        schema.getFields().forEach(column -> record.add(new ArrayList<>()));
        root = new Root(schema);
    }

    /** Whether a column is a value or a list of values. */
    static boolean isFlat(Type column) {
        Type type = column;
        while (!type.isPrimitive()) {
            GroupType group = type.asGroupType();
            if (group.getFieldCount() != 1) {
                return false;
            }
            type = group.getType(0);
        }
        return true;
    }

    @Override
    public List<List<Object>> getCurrentRecord() {
        return record;
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }

    private static Converter converter(Type type, List<Object> values) {
        return type.isPrimitive() ? new Value(values) : new Nested(type.asGroupType(), values);
    }

    private static void add(List<Object> values, Object value) {
        if (values.size() <= FlatParquetFile.LONGEST_LIST) {
            values.add(value);
        }
    }

    private final class Root extends GroupConverter {

        private final List<Converter> columns = new ArrayList<>();

        Root(MessageType schema) {
            for (int i = 0; i < schema.getFieldCount(); i++) {
                columns.add(converter(schema.getType(i), record.get(i)));
            }
        }

        @Override
        public Converter getConverter(int column) {
            return columns.get(column);
        }

        @Override
        public void start() {
            record.forEach(List::clear);
        }

        @Override
        public void end() {}
    }

    /** A group around a list, or around an element of one, which is absent where nothing is in it. */
    private static final class Nested extends GroupConverter {

        private final boolean isElement;
        private final List<Object> values;
        private final Converter inner;
        private int before;

        Nested(GroupType type, List<Object> values) {
            this.isElement = type.isRepetition(Type.Repetition.REPEATED);
            this.values = values;
            this.inner = converter(type.getType(0), values);
        }

        @Override
        public Converter getConverter(int field) {
            return inner;
        }

        @Override
        public void start() {
            before = values.size();
        }

        @Override
        public void end() {
            if (isElement && values.size() == before) {
                add(values, null);
            }
        }
    }

    private static final class Value extends PrimitiveConverter {

        private final List<Object> values;

        Value(List<Object> values) {
            this.values = values;
        }

        @Override
        public void addBinary(Binary value) {
            add(values, value.toStringUsingUTF8());
        }

        @Override
        public void addBoolean(boolean value) {
            add(values, value);
        }

        @Override
        public void addDouble(double value) {
            add(values, value);
        }

        @Override
        public void addFloat(float value) {
            add(values, value);
        }

        @Override
        public void addInt(int value) {
            add(values, (long) value);
        }

        @Override
        public void addLong(long value) {
            add(values, value);
        }
    }
}
