package org.flowfoundry.etl.decode.mirage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.flowfoundry.etl.decode.testing.MemorySource;

/** Writes tables as MIRAGE has them, with columns of other kinds beside. */
final class MirageFile {

    static final MessageType SCHEMA = MessageTypeParser.parseMessageType(
            "message schema { optional group PL (LIST) { repeated group list { optional int64 element; } }"
                    + " optional group IAT (LIST) { repeated group list { optional double element; } }"
                    + " optional group DIR (LIST) { repeated group list { optional int64 element; } }"
                    + " optional binary LABEL (STRING); optional int32 FLOW; }");

    private MirageFile() {}

    static Group biflow(List<Integer> lengths, List<Double> gaps, List<Integer> directions, String label) {
        Group row = new SimpleGroup(SCHEMA);
        Group list = row.addGroup("PL");
        lengths.forEach(value -> list.addGroup("list").add("element", (long) value));
        Group times = row.addGroup("IAT");
        gaps.forEach(value -> times.addGroup("list").add("element", value));
        Group ways = row.addGroup("DIR");
        directions.forEach(value -> ways.addGroup("list").add("element", (long) value));
        if (label != null) {
            row.add("LABEL", label);
        }
        return row;
    }

    /** A file of small row groups. */
    static MemorySource of(MessageType schema, List<Group> rows) {
        try {
            Path file = Files.createTempFile("mirage", ".parquet");
            Files.delete(file);
            try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                    .withType(schema)
                    .withCompressionCodec(CompressionCodecName.GZIP)
                    .withRowGroupSize(1L)
                    .withMinRowCountForPageSizeCheck(10)
                    .withMaxRowCountForPageSizeCheck(10)
                    .withPageRowCountLimit(10)
                    .build()) {
                for (Group row : rows) {
                    writer.write(row);
                }
            }
            MemorySource source = MemorySource.of(Files.readAllBytes(file));
            Files.delete(file);
            return source;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
