package org.flowfoundry.etl.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.ColumnType;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.column.TextMapColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.FlowTable;

/**
 * Comma-separated values (RFC 4180) in UTF-8: a line of names, then a line per flow. Times are ISO 8601 in UTC, attributes a JSON
 * object; null is an empty field, empty text a pair of quotes.
 */
final class CsvFile implements FlowFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINE_END = "\r\n";

    private final Writer out;
    private final String partition;
    private final StringBuilder line = new StringBuilder();

    CsvFile(OutputStream out, String domain, String date) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        appendText(domain);
        this.partition = line.append(',').append(date).toString();
        this.out.write(Stream.concat(
                        Stream.of("domain", "date"),
                        FlowTable.RECORD_COLUMNS.stream().map(ColumnDefinition::name))
                .collect(Collectors.joining(",", "", LINE_END)));
    }

    @Override
    public void write(FlowBatch flows) throws IOException {
        List<Column> columns = flows.columns();
        for (int row = 0; row < flows.rows(); row++) {
            line.setLength(0);
            line.append(partition);
            for (int i = 0; i < columns.size(); i++) {
                line.append(',');
                if (!columns.get(i).isNull(row)) {
                    append(columns.get(i), FlowTable.RECORD_COLUMNS.get(i).type(), row);
                }
            }
            out.append(line).append(LINE_END);
        }
    }

    @Override
    public long valuesDropped() {
        return 0;
    }

    @Override
    public void finish() throws IOException {
        out.close();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void append(Column column, ColumnType type, int row) throws JsonProcessingException {
        if (column instanceof LongColumn longs) {
            if (type == ColumnType.TIMESTAMP) {
                line.append(Instant.EPOCH.plus(longs.get(row), ChronoUnit.MICROS));
            } else {
                line.append(longs.get(row));
            }
        } else if (column instanceof IntColumn ints) {
            line.append(ints.get(row));
        } else if (column instanceof AddressColumn addresses) {
            line.append(addresses.text(row));
        } else if (column instanceof TextColumn texts) {
            appendText(texts.get(row));
        } else if (column instanceof TextMapColumn maps) {
            appendText(JSON.writeValueAsString(maps.get(row)));
        } else {
            throw new IllegalStateException("No text for column " + column.name());
        }
    }

    private void appendText(String text) {
        if (!text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')) {
            line.append(text);
        } else {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }
}
