package org.flowfoundry.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlatParquetFileTest {

    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType(
            "message m { optional group list (LIST) { repeated group list { optional double element; } }"
                    + " optional group pair { optional int32 a; optional int32 b; }"
                    + " repeated int32 old; optional binary text (STRING); }");

    @TempDir
    private Path folder;

    @Test
    void valuesAndListsAreReadAndStructuresLeftOut() throws IOException {
        Group row = new SimpleGroup(SCHEMA);
        Group list = row.addGroup("list");
        list.addGroup("list").add("element", 1.5);
        list.addGroup("list");
        row.addGroup("pair").add("a", 1);
        row.add("old", 7);
        row.add("old", 8);
        row.add("text", "word");

        try (FlatParquetFile file = FlatParquetFile.open(source(written(row, new SimpleGroup(SCHEMA))))) {
            assertThat(file.columns()).containsExactly("list", "old", "text");
            assertThat(List.of(file.isList(0), file.isList(1), file.isList(2))).containsExactly(true, true, false);
            assertThat(file.rowGroups()).singleElement().satisfies(place -> assertThat(place.rows())
                    .isEqualTo(2));
            file.startRowGroup(0);
            assertThat(file.row()).isEqualTo(List.of(Arrays.asList(1.5, null), List.of(7L, 8L), List.of("word")));
            assertThat(file.row()).isEqualTo(List.of(List.of(), List.of(), List.of()));
            assertThat(file.row()).isNull();
        }
    }

    @Test
    void aListEndsAtItsBound() throws IOException {
        Group row = new SimpleGroup(SCHEMA);
        for (int i = 0; i < FlatParquetFile.LONGEST_LIST + 10; i++) {
            row.add("old", i);
        }
        try (FlatParquetFile file = FlatParquetFile.open(source(written(row)))) {
            file.startRowGroup(0);
            assertThat(file.row().get(1)).hasSize(FlatParquetFile.LONGEST_LIST + 1);
        }
    }

    @Test
    void whatIsNoParquetIsSaidToBeNone() throws IOException {
        byte[] whole = written(new SimpleGroup(SCHEMA));

        assertThatThrownBy(() -> FlatParquetFile.open(source(Arrays.copyOf(whole, whole.length - 1))))
                .isInstanceOf(InvalidParquetException.class)
                .hasMessageStartingWith("Not a whole Parquet file");
    }

    @Test
    void bytesThatCannotBeHadAreNoDamage() throws IOException {
        byte[] whole = written(new SimpleGroup(SCHEMA));
        ParquetSource failing = new ParquetSource() {
            @Override
            public long length() {
                return whole.length;
            }

            @Override
            public InputStream open(long offset) throws IOException {
                if (offset > 0) {
                    throw new IOException("the disk is gone");
                }
                return new ByteArrayInputStream(whole);
            }
        };

        assertThatThrownBy(() -> FlatParquetFile.open(failing))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the disk is gone");
    }

    private byte[] written(Group... rows) throws IOException {
        Path file = folder.resolve("file.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(SCHEMA)
                .build()) {
            for (Group row : rows) {
                writer.write(row);
            }
        }
        return Files.readAllBytes(file);
    }

    private static ParquetSource source(byte[] bytes) {
        return new ParquetSource() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open(long offset) {
                int start = (int) Math.min(offset, bytes.length);
                return new ByteArrayInputStream(bytes, start, bytes.length - start);
            }
        };
    }
}
