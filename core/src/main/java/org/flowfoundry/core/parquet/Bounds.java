package org.flowfoundry.core.parquet;

import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** The least and the greatest of byte strings, ordered as unsigned bytes, which for UTF-8 is the order of code points. */
final class Bounds {

    private byte[] min;
    private byte[] max;

    void add(byte[] bytes, int from, int to) {
        if (min == null || Arrays.compareUnsigned(bytes, from, to, min, 0, min.length) < 0) {
            min = Arrays.copyOfRange(bytes, from, to);
        }
        if (max == null || Arrays.compareUnsigned(bytes, from, to, max, 0, max.length) > 0) {
            max = Arrays.copyOfRange(bytes, from, to);
        }
    }

    Statistics<?> statistics(PrimitiveType type, long nulls) {
        return Statistics.getBuilderForReading(type)
                .withMin(min)
                .withMax(max)
                .withNumNulls(nulls)
                .build();
    }
}
