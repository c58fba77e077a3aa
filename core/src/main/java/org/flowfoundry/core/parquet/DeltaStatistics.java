package org.flowfoundry.core.parquet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.ColumnType;

/**
 * A file's statistics as the Delta protocol has them per file. Bounds may be wider than the values, never narrower: times
 * are floored and ceiled to milliseconds, long text is cut. A column whose bounds cannot be said goes without.
 */
final class DeltaStatistics {

    /** Text longer than so many code points is cut, as Delta's own writer does. */
    private static final int TEXT_LIMIT = 32;

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    /** The years that four digits can say. */
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();

    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long DAY_MILLIS = 86_400_000L;

    private final ObjectNode minimums = JsonNodeFactory.instance.objectNode();
    private final ObjectNode maximums = JsonNodeFactory.instance.objectNode();
    private final ObjectNode nulls = JsonNodeFactory.instance.objectNode();

    private DeltaStatistics() {}

    static String json(long rows, List<ColumnDefinition> columns, List<BlockMetaData> rowGroups) {
        DeltaStatistics statistics = new DeltaStatistics();
        for (ColumnDefinition column : columns) {
            if (column.type() != ColumnType.TEXT_MAP) {
                statistics.add(column, chunks(column, rowGroups));
            }
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("numRecords", rows);
        json.set("minValues", statistics.minimums);
        json.set("maxValues", statistics.maximums);
        json.set("nullCount", statistics.nulls);
        json.put("tightBounds", true);
        return json.toString();
    }

    private static List<ColumnChunkMetaData> chunks(ColumnDefinition column, List<BlockMetaData> rowGroups) {
        return rowGroups.stream()
                .flatMap(group -> group.getColumns().stream())
                .filter(chunk -> chunk.getPath().toDotString().equals(column.name()))
                .toList();
    }

    private void add(ColumnDefinition column, List<ColumnChunkMetaData> chunks) {
        Statistics<?> merged = null;
        for (ColumnChunkMetaData chunk : chunks) {
            Statistics<?> statistics = chunk.getStatistics();
            if (statistics.isEmpty()) {
                return;
            }
            if (merged == null) {
                merged = statistics.copy();
            } else {
                merged.mergeStatistics(statistics);
            }
        }
        if (merged != null) {
            nulls.put(column.name(), merged.getNumNulls());
            if (merged.hasNonNullValue()) {
                addBounds(column, merged.genericGetMin(), merged.genericGetMax());
            }
        }
    }

    private void addBounds(ColumnDefinition column, Object min, Object max) {
        String name = column.name();
        switch (column.type()) {
            case INT, LONG -> {
                minimums.put(name, ((Number) min).longValue());
                maximums.put(name, ((Number) max).longValue());
            }
            case DOUBLE -> addDoubles(name, (double) min, (double) max);
            case DATE -> addDates(name, (int) min, (int) max);
            case TIMESTAMP -> addTimes(name, (long) min, (long) max);
            case TEXT, ADDRESS ->
                addTexts(name, ((Binary) min).toStringUsingUTF8(), ((Binary) max).toStringUsingUTF8());
            // Delta has no bounds for these.
            case BINARY, TEXT_MAP -> {}
        }
    }

    private void addDoubles(String name, double min, double max) {
        if (Double.isFinite(min) && Double.isFinite(max)) {
            minimums.put(name, min);
            maximums.put(name, max);
        }
    }

    private void addDates(String name, long min, long max) {
        if (min >= FIRST_DAY && max <= LAST_DAY) {
            minimums.put(name, LocalDate.ofEpochDay(min).toString());
            maximums.put(name, LocalDate.ofEpochDay(max).toString());
        }
    }

    private void addTimes(String name, long min, long max) {
        long floor = Math.floorDiv(min, 1000L);
        long ceiling = -Math.floorDiv(-max, 1000L);
        if (floor >= FIRST_DAY * DAY_MILLIS && ceiling < (LAST_DAY + 1) * DAY_MILLIS) {
            minimums.put(name, MILLISECONDS.format(Instant.ofEpochMilli(floor)));
            maximums.put(name, MILLISECONDS.format(Instant.ofEpochMilli(ceiling)));
        }
    }

    private void addTexts(String name, String min, String max) {
        minimums.put(name, prefix(min));
        String cut = prefix(max);
        if (cut.length() == max.length()) {
            maximums.put(name, max);
        } else if (max.codePointAt(cut.length()) != Character.MAX_CODE_POINT) {
            maximums.put(name, cut + Character.toString(Character.MAX_CODE_POINT));
        }
    }

    private static String prefix(String text) {
        return text.codePointCount(0, text.length()) <= TEXT_LIMIT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, TEXT_LIMIT));
    }
}
