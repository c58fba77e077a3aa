package org.flowfoundry.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMatchesTest {

    private static final List<String> FORMATS = List.of("nfcapd", "netflow", "ipfix", "zeek", "nf-csv");

    @Test
    void nearestFirst() {
        assertThat(NearMatches.of("nfcap", FORMATS)).startsWith("nfcapd");
        assertThat(NearMatches.of("NetFlow", FORMATS)).containsExactly("netflow");
        assertThat(NearMatches.of("zek", FORMATS)).containsExactly("zeek");
    }

    @Test
    void nothingNearIsNothing() {
        assertThat(NearMatches.of("protobuf-over-kafka", FORMATS)).isEmpty();
    }
}
