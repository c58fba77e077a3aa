package org.flowfoundry.core.parquet;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.core.column.BinaryColumn;
import org.flowfoundry.core.column.Column;

/** Byte strings as they come, each an entry of its own: raw records hardly ever repeat. */
final class BinaryEntries extends ByteEntries {

    private final List<byte[]> values = new ArrayList<>();
    private long bytes;

    @Override
    void gather(Column column, int[] rows, int count, ByteValues page) {
        long before = bytes;
        for (int i = 0; i < count; i++) {
            byte[] value = ((BinaryColumn) column).get(rows[i]);
            page.add(values.size());
            values.add(value);
            bytes += Integer.BYTES + value.length;
        }
        page.addPlainBytes(bytes - before);
    }

    @Override
    int size() {
        return values.size();
    }

    @Override
    long bytes() {
        return bytes;
    }

    @Override
    void clear() {
        values.clear();
        bytes = 0;
    }

    @Override
    void write(int index, GrowingBytes out) {
        byte[] value = values.get(index);
        out.putInt(value.length);
        out.write(value, 0, value.length);
    }
}
