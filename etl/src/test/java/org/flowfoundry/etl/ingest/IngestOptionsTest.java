package org.flowfoundry.etl.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.flowfoundry.core.error.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestOptionsTest {

    @Test
    void defaultsTellFormatsByContent() {
        IngestOptions options = builder("campus").build();

        assertThat(options.format()).isEqualTo("auto");
        assertThat(options.date()).isNull();
        assertThat(options.splitBytes()).isEqualTo(128L << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " campus", "campus\n", "a\u0000b", "__HIVE_DEFAULT_PARTITION__", "\ud800"})
    void domainMustBeAName(String domain) {
        assertThatThrownBy(() -> builder(domain).build())
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("The domain '")
                .hasMessageContaining("Give --domain the name of the network");
    }

    @Test
    void domainMayBeAnyTextOfSomeLength() {
        assertThat(builder("lab a/b=ü%20'x").build().domain()).isEqualTo("lab a/b=ü%20'x");
        assertThatThrownBy(() -> builder("x".repeat(65)).build()).hasMessageContaining("has more than 64 characters");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> IngestOptions.builder(List.of(), "d", "lake").build())
                .hasMessage("No input is named. Give --input at least one file, folder or glob.");
        assertThatThrownBy(() -> IngestOptions.builder(List.of("x"), "d", "").build())
                .hasMessageStartingWith("No lake is named.");
        assertThatThrownBy(() -> builder("d").format("nfcap").build())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Unknown format 'nfcap'. Did you mean nfcapd?");
        assertThatThrownBy(() -> builder("d").date(LocalDate.of(1969, 1, 1)).build())
                .hasMessageContaining("1969-01-01 lies outside");
        assertThatThrownBy(() -> builder("d").samplingInterval(0L).build())
                .hasMessageContaining("A sampling interval of 0 makes no sense");
        assertThatThrownBy(() -> builder("d").splitBytes(1).build()).hasMessageContaining("Splits of 1 bytes");
    }

    private static IngestOptions.Builder builder(String domain) {
        return IngestOptions.builder(List.of("in"), domain, "lake");
    }
}
