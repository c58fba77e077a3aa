package org.flowfoundry.etl.decode.mirage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.compression.Codec;
import org.flowfoundry.etl.decode.compression.Decompression;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

class MirageFormatTest {

    private final MirageFormat format = new MirageFormat();

    @Test
    void countersAreOfThePacketsThatTheRowHolds() {
        Group biflow = MirageFile.biflow(
                List.of(517, 1400, 31, 0), List.of(0.0, 12.5, Double.NaN, 0.0), List.of(0, 1, 0, 0), "Signal");
        biflow.add("FLOW", 7);

        Decoded decoded = Decoded.ingested(format, MirageFile.of(MirageFile.SCHEMA, List.of(biflow)));

        assertThat(decoded.quarantined()).isEmpty();
        assertThat(decoded.rows())
                .singleElement()
                .isEqualTo(Map.of(
                        "packets", 2L,
                        "bytes", 548L,
                        "reverse_packets", 1L,
                        "reverse_bytes", 1400L,
                        "application", "Signal",
                        "label", "Signal",
                        "attributes",
                                Map.of(
                                        "PL", "[517,1400,31,0]",
                                        "IAT", "[0.0,12.5,null,0.0]",
                                        "DIR", "[0,1,0,0]",
                                        "FLOW", "7"),
                        "quality_flags", (long) QualityFlag.TIME_MISSING.mask(),
                        "source_record", 0L,
                        "source_offset", 4L));
    }

    @Test
    void rowsThatAreNoBiflowsAreQuarantined() {
        List<Group> rows = List.of(
                MirageFile.biflow(List.of(1), List.of(0.0), List.of(0), null),
                MirageFile.biflow(List.of(1, 2), List.of(0.0), List.of(0), "A"),
                MirageFile.biflow(List.of(-1), List.of(0.0), List.of(0), "A"),
                MirageFile.biflow(List.of(65_536), List.of(0.0), List.of(0), "A"),
                MirageFile.biflow(List.of(1), List.of(1e165), List.of(2), "A"),
                MirageFile.biflow(List.of(), List.of(), List.of(), "A"),
                MirageFile.biflow(many(5000), List.of(), many(5000), "A"));

        Decoded decoded = Decoded.ingested(format, MirageFile.of(MirageFile.SCHEMA, rows));

        assertThat(decoded.rows()).extracting(row -> row.get("source_record")).containsExactly(0L, 5L);
        assertThat(decoded.rows().get(0)).doesNotContainKeys("label", "application");
        assertThat(decoded.rows().get(1).has(QualityFlag.ZERO_PACKETS)).isTrue();
        assertThat(decoded.quarantined())
                .extracting(Decoded.Quarantined::reason)
                .containsExactly(
                        "2 values in PL but 1 in DIR",
                        "Bad value in PL",
                        "Bad value in PL",
                        "Bad value in DIR",
                        "List of more than 4096 values in PL");
        assertThat(decoded.quarantined())
                .extracting(Decoded.Quarantined::record)
                .containsExactly(1L, 2L, 3L, 4L, 6L);
    }

    private static List<Integer> many(int count) {
        return Collections.nCopies(count, 1);
    }

    @Test
    void otherParquetFilesAreQuarantinedWithWhatTheyLack() {
        MessageType schema = MessageTypeParser.parseMessageType("message other { required int32 PL; }");
        Group row = new SimpleGroup(schema);
        row.add("PL", 1);

        Decoded decoded = Decoded.ingested(format, MirageFile.of(schema, List.of(row)));

        assertThat(decoded.rows()).isEmpty();
        assertThat(decoded.quarantined())
                .extracting(Decoded.Quarantined::reason)
                .containsExactly("Not a Parquet table of MIRAGE: it has no column DIR, LABEL");
    }

    @Test
    void recognizesParquetOnly() {
        assertThat(FlowFormats.named("mirage")).isInstanceOf(MirageFormat.class);
        assertThat(format.rejects(new InputHead("a", new byte[] {'P', 'A', 'R'})))
                .contains("Not a Parquet file: it does not begin with PAR1");
    }

    @Test
    void splitsTogetherAreTheWhole() throws IOException {
        MemorySource file = file(100);

        List<Split> splits = format.survey(file, 1).splits();

        assertThat(splits).hasSizeGreaterThan(3);
        assertThat(Decoded.inSplits(format, file, 1)).isEqualTo(Decoded.whole(format, file));
        assertThat(Decoded.whole(format, file).rows()).hasSize(100);
    }

    @Test
    void aCompressedFileGivesTheSame() {
        MemorySource file = file(30);

        assertThat(Decoded.ingested(format, MemorySource.of(Codec.GZIP.compress(file.bytes()))))
                .isEqualTo(Decoded.ingested(format, file));
    }

    @Test
    void aCutCompressedFileIsSaidToBeDamaged() {
        byte[] compressed = Codec.GZIP.compress(file(30).bytes());

        Decoded decoded = Decoded.ingested(format, MemorySource.of(Arrays.copyOf(compressed, compressed.length / 2)));

        assertThat(decoded.rows()).isEmpty();
        assertThat(decoded.quarantined()).singleElement().satisfies(rest -> assertThat(rest.reason())
                .startsWith("Damaged gzip stream"));
    }

    @Property(tries = 200)
    void damageEndsInQuarantine(
            @ForAll @IntRange(max = 1_000_000) int place, @ForAll @IntRange(max = 7) int bit, @ForAll boolean cut) {
        byte[] bytes = file(40).bytes().clone();
        int at = place % bytes.length;
        if (cut) {
            bytes = Arrays.copyOf(bytes, at);
        } else {
            bytes[at] ^= (byte) (1 << bit);
        }

        Decoded decoded = Decoded.ingested(format, MemorySource.of(bytes));

        assertThat(decoded.rows().size()).isLessThanOrEqualTo(40);
        if (cut) {
            assertThat(decoded.quarantined()).hasSize(1);
        }
    }

    @Test
    void sharedTables() throws IOException {
        long[] sums = new long[4];
        Map<Object, Integer> labels = new TreeMap<>();
        int rows = 0;
        for (String name : List.of("trainSetOriginale", "testSetOriginale")) {
            MemorySource file = MemorySource.of(SharedData.path("series/mirage/" + name + ".parquet"));
            assertThat(FlowFormats.recognize(Decompression.head(file))
                            .orElseThrow()
                            .name())
                    .isEqualTo("mirage");
            Decoded decoded = Decoded.ingested(format, file);
            assertThat(decoded.quarantined()).isEmpty();
            rows += decoded.rows().size();
            for (DecodedFlow row : decoded.rows()) {
                labels.merge(row.get("application"), 1, Integer::sum);
                sums[0] += row.number("packets");
                sums[1] += row.number("reverse_packets");
                sums[2] += row.number("bytes") + row.number("reverse_bytes");
            }
        }
        assertThat(rows).isEqualTo(16_310);
        assertThat(labels).hasSize(14).containsEntry("Twitch", 3_833).containsEntry("KakaoTalk", 115);
        assertThat(sums[0] + sums[1]).isEqualTo(116_596 + 29_247);
        assertThat(sums[2]).isEqualTo(77_830_898 + 19_405_637);
    }

    private static MemorySource file(int rows) {
        List<Group> biflows = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            biflows.add(MirageFile.biflow(
                    List.of(100 + i, i % 7, 0), List.of(0.0, i * 0.1, 0.0), List.of(0, i % 2, 0), "App" + i % 3));
        }
        return MirageFile.of(MirageFile.SCHEMA, biflows);
    }
}
