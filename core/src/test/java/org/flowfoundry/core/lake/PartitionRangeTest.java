package org.flowfoundry.core.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.flowfoundry.core.error.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionRangeTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 2, 29);
    private static final LocalDate LAST = LocalDate.of(2024, 3, 2);

    @Test
    void daysAndRangesAreParsed() {
        assertThat(PartitionRange.days("2024-02-29")).isEqualTo(new PartitionRange(List.of(), FIRST, FIRST));
        assertThat(PartitionRange.days(" 2024-02-29..2024-03-02 "))
                .isEqualTo(new PartitionRange(List.of(), FIRST, LAST));
        assertThat(PartitionRange.days("2024-02-29..")).isEqualTo(new PartitionRange(List.of(), FIRST, null));
        assertThat(PartitionRange.days("..2024-03-02")).isEqualTo(new PartitionRange(List.of(), null, LAST));
        assertThat(PartitionRange.of(List.of("a"), null)).isEqualTo(new PartitionRange(List.of("a"), null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "..", "2023-02-29", "2024-2-9", "yesterday", "2024-02-29...2024-03-02", "2024-02-29..x"})
    void whatIsNoDateIsRefused(String text) {
        assertThatThrownBy(() -> PartitionRange.days(text))
                .isInstanceOf(UsageException.class)
                .hasMessage("'" + text + "' is no date and no range of dates: write YYYY-MM-DD or"
                        + " YYYY-MM-DD..YYYY-MM-DD, as in 2024-03-01..2024-03-31");
    }

    @Test
    void aReversedRangeIsRefused() {
        assertThatThrownBy(() -> PartitionRange.days("2024-03-02..2024-02-29"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "The range of dates 2024-03-02..2024-02-29 ends before it begins: write the earlier day first");
    }

    @Test
    void bothBoundsBelongToTheRange() {
        PartitionRange range = PartitionRange.of(List.of("a", "b"), "2024-02-29..2024-03-02");

        assertThat(range.contains("a", FIRST)).isTrue();
        assertThat(range.contains("b", LAST)).isTrue();
        assertThat(range.contains("a", LAST.plusDays(1))).isFalse();
        assertThat(range.contains("a", FIRST.minusDays(1))).isFalse();
        assertThat(range.contains("c", FIRST)).isFalse();
    }

    @Test
    void namesAreQuoted() {
        assertThat(PartitionRange.of(List.of("it's a \\"), "2024-02-29..").sql())
                .isEqualTo("domain IN ('it\\'s a \\\\') AND date >= DATE'2024-02-29'");
    }
}
