package org.flowfoundry.etl.decode.nfcapd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

/** Real files of every nfdump version and compression, against the counts that nfdump gives for them. */
class GoldenFilesTest {

    @Test
    void everyVersionAndCompressionHasTheSameCapture() throws IOException {
        for (Path file : versions()) {
            Decoded decoded = Decoded.whole(new NfcapdFormat(), MemorySource.of(file));
            assertThat(decoded.quarantined()).as(file.toString()).isEmpty();
            assertThat(decoded.rows()).as(file.toString()).hasSize(1082);
            assertThat(decoded.sum("packets")).as(file.toString()).isEqualTo(3889);
            assertThat(decoded.sum("bytes")).as(file.toString()).isEqualTo(1_940_158);
        }
    }

    @Test
    void largeLayout1File() {
        Decoded decoded =
                Decoded.whole(new NfcapdFormat(), MemorySource.of(SharedData.path("nfcapd/nfcapd-large-bz2")));
        assertThat(decoded.quarantined()).isEmpty();
        assertThat(decoded.rows().size()).isEqualTo(100_000);
        assertThat(decoded.sum("packets")).isEqualTo(551_025_205L);
        assertThat(decoded.sum("bytes")).isEqualTo(417_073_490_515L);
    }

    @Test
    void emptyFileHasNoFlows() {
        Decoded decoded = Decoded.whole(new NfcapdFormat(), MemorySource.of(SharedData.path("nfcapd/nfcapd-empty")));
        assertThat(decoded.rows()).isEmpty();
        assertThat(decoded.quarantined()).isEmpty();
    }

    private static List<Path> versions() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.path("nfdump-versions/nfcapd"))) {
            return files.sorted().toList();
        }
    }
}
