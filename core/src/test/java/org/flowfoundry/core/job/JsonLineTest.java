package org.flowfoundry.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLineTest {

    @Test
    void entriesKeepTheirOrderAndTypes() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("status", "ok");
        entries.put("flows", 3L);
        entries.put("text", "a \"quoted\"\nline");
        entries.put("rate", Double.NaN);
        entries.put("seconds", 0.25);

        assertThat(JsonLine.of(entries))
                .isEqualTo("{\"status\":\"ok\",\"flows\":3,\"text\":\"a \\\"quoted\\\"\\nline\",\"rate\":null,\"seconds\":0.25}");
    }

    @Test
    void whatHasNoJsonFormIsNamed() {
        assertThatThrownBy(() -> JsonLine.of(Map.of("thread", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thread");
    }
}
