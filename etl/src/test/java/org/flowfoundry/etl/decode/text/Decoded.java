package org.flowfoundry.etl.decode.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.BinaryColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.DoubleColumn;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.column.TextMapColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.Survey;
import org.flowfoundry.etl.decode.compression.DamageTolerantFormat;
import org.flowfoundry.etl.decode.compression.Decompression;

/**
 * A file decoded the way ingest does: decompressed, surveyed, split by split.
 *
 * @param rows the columns that are not null, by name
 */
public record Decoded(List<Map<String, Object>> rows, List<Quarantined> quarantined) {

    /** A call of {@link Quarantine#add}. */
    public record Quarantined(long record, long offset, String reason, String raw) {}

    public static Decoded of(FlowFormat format, ByteSource file) throws IOException {
        return of(format, file, Long.MAX_VALUE, 1000);
    }

    public static Decoded of(FlowFormat format, ByteSource file, long splitBytes, int batchRows) throws IOException {
        Decoded decoded = new Decoded(new ArrayList<>(), new ArrayList<>());
        Consumer<FlowBatch> collect = batch -> {
            for (int i = 0; i < batch.rows(); i++) {
                decoded.rows.add(row(batch, i));
            }
        };
        each(
                format,
                file,
                splitBytes,
                new FlowBatch(batchRows),
                collect,
                (record, offset, reason, raw, from, length) -> decoded.quarantined.add(new Quarantined(
                        record, offset, reason, new String(raw, from, length, StandardCharsets.ISO_8859_1))));
        return decoded;
    }

    /** Shows each batch of a file; returns how many records were quarantined by the readers' own counts. */
    public static long each(
            FlowFormat format,
            ByteSource file,
            long splitBytes,
            FlowBatch batch,
            Consumer<FlowBatch> flows,
            Quarantine quarantine)
            throws IOException {
        FlowFormat tolerant = new DamageTolerantFormat(format);
        ByteSource source = Decompression.of(file);
        Survey survey = tolerant.survey(source, splitBytes);
        long quarantined = 0;
        for (Split split : survey.splits()) {
            try (FlowReader reader = tolerant.open(new DecodeRequest(source, split, survey.knowledge(), quarantine))) {
                while (reader.read(batch)) {
                    flows.accept(batch);
                }
                quarantined += reader.counts().quarantined();
            }
        }
        return quarantined;
    }

    /** The values of a row, but for the nulls. */
    public static Map<String, Object> row(FlowBatch batch, int row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : batch.columns()) {
            if (!column.isNull(row)) {
                values.put(column.name(), value(column, row));
            }
        }
        return values;
    }

    private static Object value(Column column, int row) {
        if (column instanceof IntColumn ints) {
            return (long) ints.get(row);
        } else if (column instanceof LongColumn longs) {
            return longs.get(row);
        } else if (column instanceof DoubleColumn doubles) {
            return doubles.get(row);
        } else if (column instanceof TextColumn text) {
            return text.get(row);
        } else if (column instanceof TextMapColumn map) {
            return map.get(row);
        } else if (column instanceof AddressColumn address) {
            return address.text(row);
        }
        return Arrays.toString(((BinaryColumn) column).get(row));
    }
}
