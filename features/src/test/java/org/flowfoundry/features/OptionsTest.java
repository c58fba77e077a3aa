package org.flowfoundry.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.features.host.LongFlows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @ParameterizedTest
    @CsvSource({"30s,30", "5m,300", " 1h ,3600", "1d,86400", "90s,90"})
    void readsWindows(String text, long seconds) {
        assertThat(WindowLength.parse(text).seconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "5 m", "-5m", "1.5h", "5M", "99999999999s"})
    void refusesWhatIsNoWindow(String text) {
        assertThatThrownBy(() -> WindowLength.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot read the window '" + text + "'")
                .hasMessageContaining("30s, 5m or 1h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "7m", "5h", "2d"})
    void refusesWindowsThatDoNotDivideTheDay(String text) {
        assertThatThrownBy(() -> WindowLength.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("does not divide a day evenly");
    }

    @Test
    void readsTheRuleForLongFlows() {
        assertThat(LongFlows.parse("first")).isEqualTo(LongFlows.FIRST);
        assertThat(LongFlows.parse("prorated")).isEqualTo(LongFlows.PRORATED);
        assertThatThrownBy(() -> LongFlows.parse("last"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Unknown rule 'last'")
                .hasMessageContaining("first")
                .hasMessageContaining("prorated");
    }

    @Test
    void refusesGraphOptionsOutOfRange() {
        assertThatThrownBy(() -> graph(0, 300, 20))
                .isInstanceOf(UsageException.class)
                .hasMessage("--look-back is 0, but must lie between 1 and 64.");
        assertThatThrownBy(() -> graph(2, 86_401, 20)).hasMessageContaining("--max-gap is 86401");
        assertThatThrownBy(() -> graph(2, 300, 1)).hasMessageContaining("--star-threshold is 1");
    }

    private static GraphOptions graph(int lookBack, long mostGap, long star) {
        WindowLength window = WindowLength.parse("5m");
        return new GraphOptions("lake", PartitionRange.ALL, window, lookBack, mostGap, star, TableFormat.PARQUET);
    }
}
