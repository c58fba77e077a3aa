package org.flowfoundry.etl.decode.netflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.column.TextMapColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Split;

/** Decodes files as an ingest run does: a survey of all, then each with what all taught. */
final class Decoding {

    /** Small and odd, so that batches end inside messages. */
    private static final int BATCH = 7;

    private Decoding() {}

    /** A file in memory. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Input(String name, byte[] bytes) implements ByteSource {

        static Input of(Path file) {
            try {
                return new Input(file.toString(), Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open(long offset) {
            return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
        }
    }

    /** A record's columns that are not null. */
    record Row(Map<String, Object> columns) {

        Object get(String column) {
            return columns.get(column);
        }

        long number(String column) {
            return ((Number) columns.get(column)).longValue();
        }

        @SuppressWarnings("unchecked")
        Map<String, String> attributes() {
            return (Map<String, String>) columns.getOrDefault("attributes", Map.of());
        }

        boolean has(QualityFlag flag) {
            return flag.isIn((Integer) columns.getOrDefault("quality_flags", 0));
        }

        /** The columns in this order, as one text. */
        String text(String... names) {
            return List.of(names).stream()
                    .map(name -> String.valueOf(get(name)))
                    .collect(Collectors.joining(" "));
        }
    }

    record Quarantined(long record, long offset, String reason, int length) {}

    record Result(List<Row> rows, List<Quarantined> quarantined, DecodeCounts counts) {

        long records() {
            return rows.size() + counts.quarantined() + counts.duplicates();
        }

        long sum(String column) {
            return rows.stream()
                    .filter(row -> row.get(column) != null)
                    .mapToLong(row -> row.number(column))
                    .sum();
        }

        List<String> reasons() {
            return quarantined.stream().map(Quarantined::reason).toList();
        }
    }

    static Result decode(FlowFormat format, Input input) {
        return decodeAll(format, List.of(input)).get(0);
    }

    static List<Result> decodeAll(FlowFormat format, List<Input> inputs) {
        try {
            Knowledge knowledge = Knowledge.NONE;
            for (Input input : inputs) {
                knowledge = knowledge.merge(format.survey(input, Long.MAX_VALUE).knowledge());
            }
            List<Result> results = new ArrayList<>();
            for (Input input : inputs) {
                results.add(decode(format, input, knowledge));
            }
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Result decode(FlowFormat format, Input input, Knowledge knowledge) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<Quarantined> quarantined = new ArrayList<>();
        DecodeRequest request = new DecodeRequest(
                input, Split.WHOLE, knowledge, (record, offset, reason, raw, rawOffset, rawLength) -> {
                    if (rawOffset < 0 || rawLength < 0 || rawOffset + rawLength > raw.length) {
                        throw new AssertionError("Raw bytes out of bounds: " + reason);
                    }
                    quarantined.add(new Quarantined(record, offset, reason, rawLength));
                });
        FlowBatch batch = new FlowBatch(BATCH);
        try (FlowReader reader = format.open(request)) {
            while (reader.read(batch)) {
                for (int row = 0; row < batch.rows(); row++) {
                    rows.add(row(batch, row));
                }
            }
            return new Result(rows, quarantined, reader.counts());
        }
    }

    private static Row row(FlowBatch batch, int row) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (Column column : batch.columns()) {
            if (!column.isNull(row)) {
                columns.put(column.name(), value(column, row));
            }
        }
        return new Row(columns);
    }

    private static Object value(Column column, int row) {
        if (column instanceof LongColumn longs) {
            return longs.get(row);
        } else if (column instanceof IntColumn ints) {
            return ints.get(row);
        } else if (column instanceof AddressColumn addresses) {
            return addresses.text(row);
        } else if (column instanceof TextColumn texts) {
            return texts.get(row);
        } else if (column instanceof TextMapColumn maps) {
            return maps.get(row);
        }
        throw new AssertionError("Unexpected column " + column.name());
    }
}
