package org.flowfoundry.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowGroupsTest {

    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("message rows {"
            + list("f", "float")
            + list("i", "int32")
            + list("l", "int64")
            + list("b", "boolean")
            + " required int32 plain; }");

    @TempDir
    private Path folder;

    private static String list(String name, String type) {
        return String.format(
                Locale.ROOT, " optional group %s (LIST) { repeated group list { optional %s element; } }", name, type);
    }

    @Test
    void arraysOfEveryKindAreReadInAnyOrderOfGroups() throws IOException {
        Path file = write(500, List.of(3, 3));
        try (RowGroups groups = open(file)) {
            int rows = 0;
            assertThat(groups.count()).isGreaterThan(2);
            for (int g = groups.count() - 1; g >= 0; g--) {
                RowGroup group = groups.read(g);
                assertThat(group.rows()).isEqualTo(groups.rows(g));
                rows += group.rows();
                float[] floats = group.floats("f", 3);
                int[] ints = group.ints("i", 3);
                long[] longs = group.longs("l", 3);
                boolean[] booleans = group.booleans("b", 3);
                for (int i = 0; i < floats.length; i++) {
                    assertThat(floats[i]).isEqualTo(ints[i] / 2f);
                    assertThat(longs[i]).isEqualTo(ints[i] * 10_000_000_000L);
                    assertThat(booleans[i]).isEqualTo(ints[i] % 2 == 1);
                }
                assertThat(ints[1]).isEqualTo(ints[0] + 1);
            }
            assertThat(rows).isEqualTo(500);
        }
    }

    @Test
    void arraysOfAnyLengthAreReadRowByRow() throws IOException {
        Path file = write(20, List.of(3, 0, 4));
        try (RowGroups groups = open(file)) {
            int row = 0;
            for (int g = 0; g < groups.count(); g++) {
                RowGroup group = groups.read(g);
                int[][] ints = group.intArrays("i");
                float[][] floats = group.floatArrays("f");
                long[][] longs = group.longArrays("l");
                for (int r = 0; r < group.rows(); r++, row++) {
                    assertThat(ints[r]).hasSize(List.of(3, 0, 4).get(row % 3));
                    for (int i = 0; i < ints[r].length; i++) {
                        assertThat(ints[r][i]).isEqualTo(3 * row + i);
                        assertThat(floats[r][i]).isEqualTo(ints[r][i] / 2f);
                        assertThat(longs[r][i]).isEqualTo(ints[r][i] * 10_000_000_000L);
                    }
                }
            }
            assertThat(row).isEqualTo(20);
        }
    }

    @Test
    void rowsOfOtherLengthsAreSaid() throws IOException {
        Path file = write(20, List.of(3, 2, 4));
        try (RowGroups groups = open(file)) {
            RowGroup group = groups.read(0);
            assertThatThrownBy(() -> group.floats("f", 3))
                    .hasMessage("'" + file + "' is damaged: a row of column 'f' does not hold 3 values");
            assertThatThrownBy(() -> group.ints("i", 4)).hasMessageContaining("does not hold 4 values");
        }
    }

    @Test
    void nullsAreSaid() throws IOException {
        Path file = folder.resolve("nulls.parquet");
        try (ParquetWriter<Group> writer = writer(file)) {
            Group shorter = row(3, 2);
            shorter.getGroup("i", 0).addGroup(0);
            writer.write(shorter);
        }
        try (RowGroups groups = open(file)) {
            assertThatThrownBy(() -> groups.read(0).ints("i", 3)).hasMessageContaining("does not hold 3 values");
        }
    }

    @Test
    void columnsOfOtherKindsAreSaid() throws IOException {
        Path file = write(5, List.of(3));
        try (RowGroups groups = open(file)) {
            RowGroup group = groups.read(0);
            assertThatThrownBy(() -> group.floats("i", 3))
                    .hasMessage("'" + file + "' has no column 'i' of arrays of FLOAT");
            assertThatThrownBy(() -> group.ints("plain", 1)).hasMessageContaining("has no column 'plain' of arrays");
            assertThatThrownBy(() -> group.ints("absent", 1)).hasMessageContaining("has no column 'absent'");
            assertThatThrownBy(() -> group.ints("i", 1 << 30)).hasMessageContaining("says it holds 5368709120 values");
        }
    }

    @Test
    void damageComesAsAnIoException() throws IOException {
        byte[] whole = Files.readAllBytes(write(500, List.of(3)));
        for (int cut = 0; cut < whole.length; cut += 97) {
            Path file = folder.resolve("cut-" + cut);
            Files.write(file, Arrays.copyOf(whole, cut));
            assertThatThrownBy(() -> open(file)).isInstanceOf(IOException.class);
        }
        for (int at = 4; at < whole.length; at += 31) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Path file = folder.resolve("flipped-" + at);
            Files.write(file, flipped);
            readsOrFailsCleanly(file);
        }
    }

    private static void readsOrFailsCleanly(Path file) {
        try (RowGroups groups = open(file)) {
            for (int g = 0; g < groups.count(); g++) {
                groups.read(g).ints("i", 3);
                groups.read(g).intArrays("i");
            }
        } catch (IOException e) {
            assertThat(e.getMessage()).contains(file.getFileName().toString());
        }
    }

    private static RowGroups open(Path file) throws IOException {
        return RowGroups.open(new Configuration(), new org.apache.hadoop.fs.Path(file.toString()));
    }

    /** Rows of 0, 1, 2, ... whose arrays have the given lengths by turns. */
    private Path write(int rows, List<Integer> lengths) throws IOException {
        Path file = folder.resolve("rows-" + rows + ".parquet");
        try (ParquetWriter<Group> writer = writer(file)) {
            for (int i = 0; i < rows; i++) {
                writer.write(row(3 * i, lengths.get(i % lengths.size())));
            }
        }
        return file;
    }

    private static ParquetWriter<Group> writer(Path file) throws IOException {
        return ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(SCHEMA)
                .withConf(new PlainParquetConfiguration())
                .withRowGroupSize(2000L)
                .build();
    }

    private static Group row(int first, int length) {
        Group row = new SimpleGroup(SCHEMA);
        for (int column = 0; column < 4; column++) {
            Group array = row.addGroup(column);
            for (int i = first; i < first + length; i++) {
                Group element = array.addGroup(0);
                switch (column) {
                    case 0 -> element.add(0, i / 2f);
                    case 1 -> element.add(0, i);
                    case 2 -> element.add(0, i * 10_000_000_000L);
                    default -> element.add(0, i % 2 == 1);
                }
            }
        }
        return row.append("plain", first);
    }
}
