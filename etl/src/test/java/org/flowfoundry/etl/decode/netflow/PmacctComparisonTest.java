package org.flowfoundry.etl.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

/** nfacctd's reading of a sampled v9 export. It knows ICMP by the port, and has multiplied the counters by the interval. */
class PmacctComparisonTest {

    @Test
    void aCollectorReadsTheSame() throws IOException {
        List<String> theirs = Files.readAllLines(SharedData.path("export/pmacct/nfacctd-v9samp.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .filter(fields -> fields[10].equals("tcp") || fields[10].equals("udp"))
                .map(f -> String.join(" ", f[5], f[7], f[6], f[8], f[11], f[16], f[17]))
                .toList();
        List<String> ours = Decoding.decode(
                        new NetflowFormat(),
                        MemorySource.of(SharedData.path("export/softflowd/softflowd-v9samp-1in10.pcap")))
                .rows()
                .stream()
                .filter(row -> row.number("protocol") == 6 || row.number("protocol") == 17)
                .map(row -> row.text("source_address", "source_port", "destination_address", "destination_port", "tos")
                        + " " + row.number("packets") * row.number("sampling_interval")
                        + " " + row.number("bytes") * row.number("sampling_interval"))
                .toList();
        assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
    }
}
