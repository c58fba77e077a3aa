package org.flowfoundry.training.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowSignatureTest {

    private final FlowSignature signature = new FlowSignature(Set.of("application"));

    @Test
    void whatNoModelMaySeeMakesNoDifference() {
        assertThat(of("source_address", "10.0.0.1", "source_port", 50_001, "label", "DoS", "attributes.MIN_TTL", "3"))
                .isEqualTo(of(
                        "source_address", "10.9.0.1", "source_port", 60_002, "application", "dns", "source_file", "b"));
    }

    @Test
    void whatAModelSeesDoes() {
        String one = of("bytes", 10L);
        assertThat(of("bytes", 11L)).isNotEqualTo(one);
        assertThat(of("bytes", 10L, "attributes.LONGEST_FLOW_PKT", "9")).isNotEqualTo(one);
        assertThat(of("bytes", 10L, "source_port", 53)).isNotEqualTo(of("bytes", 10L, "source_port", 50_053));
        assertThat(of("packets", 10L)).isNotEqualTo(one);
    }

    private String of(Object... namesAndValues) {
        return signature.of(new FlowRows().add(namesAndValues).rows().get(0));
    }
}
