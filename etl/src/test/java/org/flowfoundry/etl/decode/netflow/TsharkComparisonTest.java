package org.flowfoundry.etl.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.netflow.Decoding.Input;
import org.flowfoundry.etl.decode.netflow.Decoding.Row;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Field by field against another reader of the same exports; all flows of these captures carry the fields compared. */
class TsharkComparisonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "softflowd-v5.pcap", "softflowd-v9.pcap", "softflowd-ipfix-milli.pcap",
                "softflowd-v9samp-1in10.pcap", "pmacct-nfprobe-v5.pcap", "test-cc-capture-1.nfv9.pcap"
            })
    void countersAndProtocolsAreTheSame(String name) {
        Path file = SharedData.path("export/softflowd/" + name);
        List<Row> rows = Decoding.decode(new NetflowFormat(), Input.of(file)).rows();
        int port = destinationPort(Input.of(file).bytes());
        assertThat(numbers(rows, "packets")).isEqualTo(values(file, port, "cflow.packets"));
        assertThat(numbers(rows, "bytes")).isEqualTo(values(file, port, "cflow.octets"));
        assertThat(numbers(rows, "protocol")).isEqualTo(values(file, port, "cflow.protocol"));
        List<String> ipv4 = rows.stream()
                .map(row -> (String) row.get("source_address"))
                .filter(address -> !address.contains(":"))
                .toList();
        assertThat(ipv4).isEqualTo(values(file, port, "cflow.srcaddr"));
    }

    private static List<String> numbers(List<Row> rows, String column) {
        return rows.stream().map(row -> Long.toString(row.number(column))).toList();
    }

    private static int destinationPort(byte[] capture) {
        int at = 24 + 16 + 14 + 20 + 2;
        return (capture[at] & 0xff) << 8 | (capture[at + 1] & 0xff);
    }

    private static List<String> values(Path file, int port, String field) {
        List<String> values = new ArrayList<>();
        try {
            Process tshark = new ProcessBuilder(
                            "tshark",
                            "-r",
                            file.toString(),
                            "-n",
                            "-d",
                            "udp.port==" + port + ",cflow",
                            "-T",
                            "fields",
                            "-E",
                            "aggregator=,",
                            "-e",
                            field)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(tshark.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isEmpty()) {
                        values.addAll(List.of(line.split(",")));
                    }
                }
            }
        } catch (IOException e) {
            String message = "SKIPPED: tshark, which the decoder is compared with, is not installed";
            System.err.println(message);
            Assumptions.abort(message);
        }
        return values;
    }
}
