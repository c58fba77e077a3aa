package org.flowfoundry.etl.decode.nfcsv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.Survey;
import org.flowfoundry.etl.decode.compression.DamageTolerantFormat;
import org.flowfoundry.etl.decode.compression.Decompression;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

class NfCsvGoldenTest {

    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("IPV4_SRC_ADDR", "source_address"),
            Map.entry("IPV4_DST_ADDR", "destination_address"),
            Map.entry("L4_SRC_PORT", "source_port"),
            Map.entry("L4_DST_PORT", "destination_port"),
            Map.entry("PROTOCOL", "protocol"),
            Map.entry("IN_BYTES", "bytes"),
            Map.entry("IN_PKTS", "packets"),
            Map.entry("OUT_BYTES", "reverse_bytes"),
            Map.entry("OUT_PKTS", "reverse_packets"),
            Map.entry("CLIENT_TCP_FLAGS", "tcp_flags"),
            Map.entry("SERVER_TCP_FLAGS", "reverse_tcp_flags"),
            Map.entry("FLOW_DURATION_MILLISECONDS", "duration_ms"),
            Map.entry("Attack", "label"));

    /** Every field of every row against a plain split of the lines. */
    @Test
    void reducedBotIot() throws IOException {
        MemorySource file = MemorySource.of(SharedData.path("flows/nf-bot-iot-v2/botiot_reduced.csv.gz"));
        assertThat(FlowFormats.recognize(Decompression.head(file)).orElseThrow().name())
                .isEqualTo("nf-csv");
        Map<String, Integer> labels = new TreeMap<>();
        int[] rows = {0};
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Decompression.of(file).open(0), StandardCharsets.UTF_8))) {
            List<String> names = Arrays.asList(lines.readLine().split(",", -1));
            FlowFormat format = new DamageTolerantFormat(new NfCsvFormat());
            assertThat(format.survey(Decompression.of(file), Long.MAX_VALUE)).isEqualTo(Survey.WHOLE);
            DecodeRequest request = new DecodeRequest(
                    Decompression.of(file),
                    Split.WHOLE,
                    Knowledge.NONE,
                    (record, offset, reason, raw, from, length) -> {});
            DecodeCounts counts = Decoded.eachBatch(format, request, new FlowBatch(4096), batch -> {
                for (int i = 0; i < batch.rows(); i++) {
                    labels.merge(batch.label.get(i), 1, Integer::sum);
                    compare(names, line(lines).split(",", -1), batch, i);
                    assertThat(batch.sourceRecord.get(i)).isEqualTo(rows[0]++);
                }
            });
            assertThat(counts.quarantined()).isZero();
            assertThat(lines.readLine()).isNull();
        }
        assertThat(rows[0]).isEqualTo(278_781);
        assertThat(labels)
                .isEqualTo(
                        Map.of("DoS", 167_004, "DDoS", 84_552, "Reconnaissance", 25_907, "Benign", 1_285, "Theft", 33));
    }

    private static void compare(List<String> names, String[] values, FlowBatch batch, int row) {
        Map<String, String> columns = new HashMap<>();
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            String column = COLUMNS.get(names.get(i));
            (column == null ? attributes : columns).put(column == null ? names.get(i) : column, values[i]);
        }
        long duration = Long.parseLong(columns.get("duration_ms"));
        columns.put("quality_flags", duration > 4_290_000 ? "136" : "128");
        if (columns.get("protocol").equals("1")) {
            columns.remove("source_port");
            columns.remove("destination_port");
            int icmp = Integer.parseInt(attributes.remove("ICMP_TYPE"));
            columns.put("icmp_type", Integer.toString(icmp / 256));
            columns.put("icmp_code", Integer.toString(icmp % 256));
        }
        Map<String, String> read = new HashMap<>();
        DecodedFlow.of(batch, row).forEach((name, value) -> read.put(name, String.valueOf(value)));
        read.keySet().removeAll(List.of("source_record", "source_offset", "attributes"));
        if (!read.equals(columns) || !batch.attributes.get(row).equals(attributes)) {
            assertThat(read).isEqualTo(columns);
            assertThat(batch.attributes.get(row)).isEqualTo(attributes);
        }
    }

    private static String line(BufferedReader lines) {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
