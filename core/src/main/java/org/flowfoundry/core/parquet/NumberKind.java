package org.flowfoundry.core.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.schema.PrimitiveType;

/** The number types of Parquet; each takes its values as {@code long}, a double as its bits. */
enum NumberKind {
    INT32 {
        @Override
        void writePlain(long value, GrowingBytes out) {
            out.putInt((int) value);
        }

        @Override
        void updateBounds(Statistics<?> statistics, long min, long max) {
            statistics.updateStats((int) min);
            statistics.updateStats((int) max);
        }
    },
    INT64 {
        @Override
        void writePlain(long value, GrowingBytes out) {
            out.putLong(value);
        }

        @Override
        void updateBounds(Statistics<?> statistics, long min, long max) {
            statistics.updateStats(min);
            statistics.updateStats(max);
        }

        /** DELTA_BINARY_PACKED: times, counters and offsets differ by little from one row to the next. */
        @Override
        Encoding write(long[] values, int count, GrowingBytes out) {
            try (DeltaBinaryPackingValuesWriterForLong deltas =
                    new DeltaBinaryPackingValuesWriterForLong(DELTA_SLAB, DELTA_SLAB, new HeapByteBufferAllocator())) {
                for (int i = 0; i < count; i++) {
                    deltas.writeLong(values[i]);
                }
                deltas.getBytes().writeAllTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Encoding.DELTA_BINARY_PACKED;
        }
    },
    DOUBLE {
        @Override
        void writePlain(long value, GrowingBytes out) {
            out.putLong(value);
        }

        @Override
        void updateBounds(Statistics<?> statistics, long min, long max) {
            throw new UnsupportedOperationException("Bits of doubles are not ordered as the doubles are");
        }

        /** No bounds with a NaN among the values; zeros are widened to both signs, as the format asks. */
        @Override
        Statistics<?> statistics(PrimitiveType type, long[] values, int count, int nulls) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < count; i++) {
                double value = Double.longBitsToDouble(values[i]);
                if (Double.isNaN(value)) {
                    return Statistics.getBuilderForReading(type).build();
                }
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
            Statistics<?> statistics = Statistics.createStats(type);
            statistics.incrementNumNulls(nulls);
            if (count > 0) {
                statistics.updateStats(min == 0.0 ? -0.0 : min);
                statistics.updateStats(max == 0.0 ? 0.0 : max);
            }
            return statistics;
        }
    };

    private static final int DELTA_SLAB = 1 << 16;

    abstract void writePlain(long value, GrowingBytes out);

    abstract void updateBounds(Statistics<?> statistics, long min, long max);

    /** Writes values that no dictionary shortens. */
    Encoding write(long[] values, int count, GrowingBytes out) {
        for (int i = 0; i < count; i++) {
            writePlain(values[i], out);
        }
        return Encoding.PLAIN;
    }

    /** Bounds of the values, and the number of nulls beside them. */
    Statistics<?> statistics(PrimitiveType type, long[] values, int count, int nulls) {
        Statistics<?> statistics = Statistics.createStats(type);
        statistics.incrementNumNulls(nulls);
        if (count > 0) {
            long min = values[0];
            long max = values[0];
            for (int i = 1; i < count; i++) {
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
            updateBounds(statistics, min, max);
        }
        return statistics;
    }
}
