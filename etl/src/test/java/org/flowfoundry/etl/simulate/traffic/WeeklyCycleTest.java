package org.flowfoundry.etl.simulate.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeeklyCycleTest {

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli() * 1000;
    }

    @Test
    void interpolatesBetweenHours() {
        List<Integer> hourly = new ArrayList<>(Collections.nCopies(24, 1));
        hourly.set(12, 25);
        WeeklyCycle cycle = new WeeklyCycle(hourly, 0.5);
        assertThat(cycle.at(at("2026-06-01T12:00:00Z"))).isCloseTo(12.5, within(1e-9));
        assertThat(cycle.at(at("2026-06-01T11:30:00Z"))).isCloseTo(6.5, within(1e-9));
        assertThat(cycle.at(at("2026-06-01T23:30:00Z"))).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void weekendsDiffer() {
        WeeklyCycle cycle = new WeeklyCycle(Collections.nCopies(24, 3), 0.25);
        assertThat(cycle.at(at("2026-06-05T10:00:00Z"))).isEqualTo(1);
        assertThat(cycle.at(at("2026-06-06T10:00:00Z"))).isEqualTo(0.25);
        assertThat(cycle.at(at("2026-06-07T23:00:00Z"))).isEqualTo(0.25);
        assertThat(cycle.at(at("2026-06-08T00:00:00Z"))).isEqualTo(1);
    }

    @Test
    void aDayHas24Hours() {
        assertThatThrownBy(() -> new WeeklyCycle(List.of(1, 2), 1)).hasMessageContaining("A day has 24 hours, not 2");
    }
}
