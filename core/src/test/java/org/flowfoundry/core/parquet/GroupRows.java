package org.flowfoundry.core.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.flowfoundry.core.column.ColumnDefinition;

/** Rows as plain Java values, read and written by parquet-java's own record-wise API. */
final class GroupRows {

    private GroupRows() {}

    static List<List<Object>> read(Path file, FilterCompat.Filter filter) throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        try (ParquetReader<Group> reader =
                new ReaderBuilder(file).withFilter(filter).build()) {
            for (Group group = reader.read(); group != null; group = reader.read()) {
                rows.add(values(group));
            }
        }
        return rows;
    }

    static void write(Path file, List<List<Object>> rows) throws IOException {
        MessageType schema = ParquetSchema.of(SampleBatches.COLUMNS);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(schema)
                .withConf(new PlainParquetConfiguration())
                .build()) {
            for (List<Object> row : rows) {
                writer.write(group(schema, row));
            }
        }
    }

    private static List<Object> values(Group group) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < SampleBatches.COLUMNS.size(); i++) {
            values.add(group.getFieldRepetitionCount(i) == 0 ? null : value(group, i));
        }
        return values;
    }

    private static Object value(Group group, int i) {
        return switch (SampleBatches.COLUMNS.get(i).type()) {
            case INT, DATE -> group.getInteger(i, 0);
            case LONG, TIMESTAMP -> group.getLong(i, 0);
            case DOUBLE -> group.getDouble(i, 0);
            case TEXT, ADDRESS -> group.getString(i, 0);
            case BINARY -> HexFormat.of().formatHex(group.getBinary(i, 0).getBytes());
            case TEXT_MAP -> map(group.getGroup(i, 0));
        };
    }

    private static Map<String, String> map(Group entries) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.getFieldRepetitionCount(0); i++) {
            Group entry = entries.getGroup(0, i);
            map.put(entry.getString(0, 0), entry.getString(1, 0));
        }
        return map;
    }

    private static Group group(MessageType schema, List<Object> row) {
        Group group = new SimpleGroup(schema);
        for (int i = 0; i < row.size(); i++) {
            if (row.get(i) != null) {
                add(group, i, SampleBatches.COLUMNS.get(i), row.get(i));
            }
        }
        return group;
    }

    private static void add(Group group, int i, ColumnDefinition column, Object value) {
        switch (column.type()) {
            case INT, DATE -> group.add(i, (int) value);
            case LONG, TIMESTAMP -> group.add(i, (long) value);
            case DOUBLE -> group.add(i, (double) value);
            case TEXT, ADDRESS -> group.add(i, (String) value);
            case BINARY ->
                group.add(i, Binary.fromConstantByteArray(HexFormat.of().parseHex((String) value)));
            case TEXT_MAP -> {
                Group map = group.addGroup(i);
                ((Map<?, ?>) value)
                        .forEach((key, entry) ->
                                map.addGroup(0).append("key", (String) key).append("value", (String) entry));
            }
        }
    }

    private static final class ReaderBuilder extends ParquetReader.Builder<Group> {

        ReaderBuilder(Path file) {
            super(new LocalInputFile(file), new PlainParquetConfiguration());
        }

        @Override
        protected GroupReadSupport getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
