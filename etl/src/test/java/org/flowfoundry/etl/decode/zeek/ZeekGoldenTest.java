package org.flowfoundry.etl.decode.zeek;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.compression.Decompression;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

class ZeekGoldenTest {

    private static final Set<String> LINEAGE = Set.of("source_record", "source_offset");

    @Test
    void threeDaysOfBackgroundTraffic() throws IOException {
        List<Path> files = files(SharedData.path("flows/zeek-background"));
        long flows = 0;
        long[] sums = new long[4];
        long[] counted = new long[4];
        for (Path path : files) {
            MemorySource file = MemorySource.of(path);
            assertThat(FlowFormats.recognize(Decompression.head(file))
                            .orElseThrow()
                            .name())
                    .isEqualTo("zeek");
            Decoded decoded = Decoded.ingested(new ZeekFormat(), file);
            String log = text(file);

            assertThat(decoded.quarantined()).isEmpty();
            assertThat(withoutLineage(decoded)).isEqualTo(NaiveZeek.rows(log));
            flows += decoded.rows().size();
            count(log, counted);
            sum(decoded, sums);
        }

        assertThat(files).hasSize(72);
        assertThat(flows).isEqualTo(105_918);
        assertThat(sums).isEqualTo(counted);
    }

    @Test
    void labelledIot23() throws IOException {
        MemorySource file = MemorySource.of(SharedData.path("flows/iot-23/conn.log.labeled.gz"));

        Decoded decoded = Decoded.ingested(new ZeekFormat(), file);

        assertThat(decoded.quarantined()).isEmpty();
        assertThat(decoded.rows()).hasSize(23_145);
        Map<Object, Integer> labels = new TreeMap<>();
        decoded.rows().forEach(row -> labels.merge(row.get("label"), 1, Integer::sum));
        assertThat(labels)
                .isEqualTo(Map.of("DDoS", 14_394, "C&C", 6_706, "Benign", 1_923, "PartOfAHorizontalPortScan", 122));
        assertThat(withoutLineage(decoded)).isEqualTo(NaiveZeek.rows(text(file)));
    }

    private static void count(String log, long[] sums) {
        for (String line : log.lines().toList()) {
            if (!line.startsWith("#")) {
                String[] words = line.split("\t", -1);
                for (int i = 0; i < 4; i++) {
                    sums[i] += Long.parseLong(words[17 + i]);
                }
            }
        }
    }

    private static void sum(Decoded decoded, long[] sums) {
        String[] columns = {"packets", "bytes", "reverse_packets", "reverse_bytes"};
        for (DecodedFlow row : decoded.rows()) {
            for (int i = 0; i < 4; i++) {
                sums[i] += row.number(columns[i]);
            }
        }
    }

    private static List<Map<String, Object>> withoutLineage(Decoded decoded) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (DecodedFlow row : decoded.rows()) {
            Map<String, Object> copy = new HashMap<>(row);
            copy.keySet().removeAll(LINEAGE);
            rows.add(copy);
        }
        return rows;
    }

    private static String text(MemorySource file) throws IOException {
        return new String(Decompression.of(file).open(0).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(".gz"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
