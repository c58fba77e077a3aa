package org.flowfoundry.core.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.BinaryColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.ColumnType;
import org.flowfoundry.core.column.DoubleColumn;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.column.TextMapColumn;

/** Random batches of every column type in many shapes, and their rows as plain Java values. */
public final class SampleBatches {

    /** How the values of a column are spread. */
    public enum Shape {
        ALL_NULL,
        CONSTANT,
        FEW,
        MANY,
        EXTREME
    }

    /** Two columns of each type. */
    public static final List<ColumnDefinition> COLUMNS = columns();

    private final SplittableRandom random;
    private final Map<String, Shape> shapes = new HashMap<>();
    private final double nulls;

    public SampleBatches(long seed) {
        random = new SplittableRandom(seed);
        for (ColumnDefinition column : COLUMNS) {
            shapes.put(column.name(), Shape.values()[random.nextInt(Shape.values().length)]);
        }
        nulls = random.nextInt(3) * 0.25;
    }

    public static ColumnBatch batch(int capacity) {
        List<Column> columns = new ArrayList<>();
        for (ColumnDefinition column : COLUMNS) {
            columns.add(column.type().allocate(column.name(), capacity));
        }
        return new ColumnBatch(capacity, columns);
    }

    /** Adds random rows to a batch, and to a list as Java values by column. */
    public void fill(ColumnBatch batch, int rows, List<List<Object>> expected) {
        for (int i = 0; i < rows; i++) {
            for (int c = 0; c < COLUMNS.size(); c++) {
                set(batch.columns().get(c), batch.rows(), COLUMNS.get(c));
            }
            expected.add(values(batch, batch.rows()));
            batch.endRow();
        }
    }

    /** One row as Java values. */
    public static List<Object> values(ColumnBatch batch, int row) {
        List<Object> values = new ArrayList<>();
        for (Column column : batch.columns()) {
            values.add(column.isNull(row) ? null : value(column, row));
        }
        return values;
    }

    private static Object value(Column column, int row) {
        if (column instanceof IntColumn ints) {
            return ints.get(row);
        } else if (column instanceof LongColumn longs) {
            return longs.get(row);
        } else if (column instanceof DoubleColumn doubles) {
            return doubles.get(row);
        } else if (column instanceof TextColumn texts) {
            return texts.get(row);
        } else if (column instanceof AddressColumn addresses) {
            return addresses.text(row);
        } else if (column instanceof BinaryColumn binaries) {
            return HexFormat.of().formatHex(binaries.get(row));
        }
        return ((TextMapColumn) column).get(row);
    }

    private void set(Column column, int row, ColumnDefinition definition) {
        Shape shape = shapes.get(definition.name());
        if (shape == Shape.ALL_NULL || (shape != Shape.CONSTANT && random.nextDouble() < nulls)) {
            return;
        }
        long number = number(shape);
        switch (definition.type()) {
            case INT -> ((IntColumn) column).set(row, (int) number);
            case DATE -> ((IntColumn) column).set(row, (int) Math.floorMod(number, 40_000L));
            case LONG -> ((LongColumn) column).set(row, number);
            case TIMESTAMP -> ((LongColumn) column).set(row, Math.floorMod(number, 4_000_000_000_000_000L));
            case DOUBLE -> ((DoubleColumn) column).set(row, real(shape, number));
            case TEXT -> ((TextColumn) column).set(row, text(shape, number));
            case BINARY -> ((BinaryColumn) column).set(row, text(shape, number).getBytes(StandardCharsets.UTF_8));
            case ADDRESS -> {
                if (number % 3 == 0) {
                    ((AddressColumn) column).setIpv6(row, number * 0x0101_0001L, number % 7 == 0 ? 0 : number);
                } else {
                    ((AddressColumn) column).setIpv4(row, (int) (number * 0x9E37_79B1));
                }
            }
            case TEXT_MAP -> {
                for (int i = 0; i <= Math.floorMod(number, 4); i++) {
                    ((TextMapColumn) column).put(row, "key" + i, text(shape, number + i));
                }
            }
        }
    }

    private long number(Shape shape) {
        return switch (shape) {
            case ALL_NULL, CONSTANT -> 42;
            case FEW -> random.nextInt(12);
            case MANY -> random.nextLong(2_000_000) - 1000;
            case EXTREME ->
                switch (random.nextInt(4)) {
                    case 0 -> Long.MIN_VALUE;
                    case 1 -> Long.MAX_VALUE;
                    case 2 -> random.nextInt(70_000);
                    default -> random.nextLong();
                };
        };
    }

    private double real(Shape shape, long number) {
        return shape == Shape.EXTREME
                ? new double[] {Double.NaN, -0.0, Double.NEGATIVE_INFINITY, number}[random.nextInt(4)]
                : number / 8.0;
    }

    private String text(Shape shape, long number) {
        return shape == Shape.EXTREME
                ? new String[] {"", "é\uD83D\uDE00".repeat(40), "\uFFFF\u0000", "x".repeat(random.nextInt(5000))}
                        [random.nextInt(4)]
                : "text " + number;
    }

    private static List<ColumnDefinition> columns() {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (ColumnType type : ColumnType.values()) {
            for (int i = 1; i <= 2; i++) {
                columns.add(new ColumnDefinition(type.name().toLowerCase(Locale.ROOT) + "_" + i, type, "No. " + i));
            }
        }
        return columns;
    }
}
