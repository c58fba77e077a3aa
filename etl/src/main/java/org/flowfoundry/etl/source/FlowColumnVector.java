package org.flowfoundry.etl.source;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.DoubleColumn;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.column.TextMapColumn;

/** A column of a batch as Spark sees it, without a copy. It shows whatever the batch holds at the time. */
final class FlowColumnVector extends ColumnVector {

    private final Column column;

    FlowColumnVector(Column column, DataType type) {
        super(type);
        this.column = column;
    }

    @Override
    public boolean hasNull() {
        return column.presentCount() < column.capacity();
    }

    @Override
    public int numNulls() {
        return column.capacity() - column.presentCount();
    }

    @Override
    public boolean isNullAt(int row) {
        return column.isNull(row);
    }

    @Override
    public int getInt(int row) {
        return ((IntColumn) column).get(row);
    }

    @Override
    public long getLong(int row) {
        return ((LongColumn) column).get(row);
    }

    @Override
    public double getDouble(int row) {
        return ((DoubleColumn) column).get(row);
    }

    @Override
    public UTF8String getUTF8String(int row) {
        if (column.isNull(row)) {
            return null;
        }
        return UTF8String.fromString(
                column instanceof AddressColumn addresses ? addresses.text(row) : ((TextColumn) column).get(row));
    }

    @Override
    public ColumnarMap getMap(int row) {
        if (column.isNull(row)) {
            return null;
        }
        TextMapColumn maps = (TextMapColumn) column;
        return new ColumnarMap(
                new FlowColumnVector(maps.keys(), DataTypes.StringType),
                new FlowColumnVector(maps.values(), DataTypes.StringType),
                maps.start(row),
                maps.size(row));
    }

    @Override
    public void close() {}

    @Override
    public byte[] getBinary(int row) {
        throw unsupported();
    }

    @Override
    public boolean getBoolean(int row) {
        throw unsupported();
    }

    @Override
    public byte getByte(int row) {
        throw unsupported();
    }

    @Override
    public short getShort(int row) {
        throw unsupported();
    }

    @Override
    public float getFloat(int row) {
        throw unsupported();
    }

    @Override
    public ColumnarArray getArray(int row) {
        throw unsupported();
    }

    @Override
    public Decimal getDecimal(int row, int precision, int scale) {
        throw unsupported();
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        throw unsupported();
    }

    private UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("No column of a flow record is read as that: " + column.name());
    }
}
