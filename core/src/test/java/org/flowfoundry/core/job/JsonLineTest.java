package org.flowfoundry.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLineTest {

    @Test
    void theResultStandsInItsOrderBetweenStatusAndSeconds() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("flows", 9_007_199_254_740_993L);
        summary.put("quarantined", 0);
        summary.put("share", Double.NaN);
        summary.put("note", "two\nlines \"quoted\" é");

        assertThat(JsonLine.ok("ingest", () -> summary, 1.23456))
                .isEqualTo("{\"command\":\"ingest\",\"status\":\"ok\",\"flows\":9007199254740993,\"quarantined\":0,"
                        + "\"share\":null,\"note\":\"two\\nlines \\\"quoted\\\" é\",\"seconds\":1.235}");
    }

    @Test
    void aFailureTellsItsError() {
        assertThat(JsonLine.failed("score", "No table 'flows'", 0))
                .isEqualTo(
                        "{\"command\":\"score\",\"status\":\"failed\",\"error\":\"No table 'flows'\",\"seconds\":0.0}");
    }
}
