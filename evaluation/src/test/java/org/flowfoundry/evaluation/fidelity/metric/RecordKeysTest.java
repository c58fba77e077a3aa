package org.flowfoundry.evaluation.fidelity.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.flowfoundry.evaluation.fidelity.Tables;
import org.flowfoundry.training.record.RecordTable;
import org.junit.jupiter.api.Test;

class RecordKeysTest {

    private static String key(double value) {
        return RecordKeys.key(Tables.ofNumbers("bytes", value), 0);
    }

    @Test
    void sixDigitsDecide() {
        assertThat(key(123456.4)).isEqualTo(key(123456.2)).isNotEqualTo(key(123457));
        assertThat(key(1_234_561)).isEqualTo(key(1_234_564));
        assertThat(key(999_999.9)).isEqualTo(key(1_000_000));
        assertThat(key(0.1 + 0.2)).isEqualTo(key(0.3));
        assertThat(key(2.8e27)).isNotEqualTo(key(2.8e26));
        assertThat(key(-5)).isNotEqualTo(key(5));
        assertThat(key(0)).isEqualTo(key(-0.0)).isNotEqualTo(key(Double.NaN));
    }

    @Test
    void namesDecideAsTheyAre() {
        RecordTable table = Tables.ofNames("label", "1", "1.0", null);
        assertThat(RecordKeys.keys(table, 3)).hasSize(3);
        assertThat(RecordKeys.keys(table, 2)).hasSize(2);
    }
}
