package org.flowfoundry.etl.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
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
        List<DecodedFlow> rows =
                Decoding.decode(new NetflowFormat(), MemorySource.of(file)).rows();
        int port = destinationPort(MemorySource.of(file).bytes());
        List<List<String>> theirs =
                tshark(file, port, "cflow.packets", "cflow.octets", "cflow.protocol", "cflow.srcaddr");
        assertThat(numbers(rows, "packets")).isEqualTo(theirs.get(0));
        assertThat(numbers(rows, "bytes")).isEqualTo(theirs.get(1));
        assertThat(numbers(rows, "protocol")).isEqualTo(theirs.get(2));
        List<String> ipv4 = rows.stream()
                .map(row -> (String) row.get("source_address"))
                .filter(address -> !address.contains(":"))
                .toList();
        assertThat(ipv4).isEqualTo(theirs.get(3));
    }

    private static List<String> numbers(List<DecodedFlow> rows, String column) {
        return rows.stream().map(row -> Long.toString(row.number(column))).toList();
    }

    private static int destinationPort(byte[] capture) {
        int at = 24 + 16 + 14 + 20 + 2;
        return (capture[at] & 0xff) << 8 | (capture[at + 1] & 0xff);
    }

    /** All values of each field, in the order of the flows. */
    private static List<List<String>> tshark(Path file, int port, String... fields) {
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString(), "-n", "-T", "fields"));
        command.addAll(List.of("-d", "udp.port==" + port + ",cflow", "-E", "aggregator=,"));
        List<List<String>> values = new ArrayList<>();
        for (String field : fields) {
            command.addAll(List.of("-e", field));
            values.add(new ArrayList<>());
        }
        try {
            Process tshark = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            for (String line : output.strip().split("\n", -1)) {
                String[] columns = line.split("\t", -1);
                for (int i = 0; i < fields.length; i++) {
                    values.get(i).addAll(columns[i].isEmpty() ? List.of() : List.of(columns[i].split(",", -1)));
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
