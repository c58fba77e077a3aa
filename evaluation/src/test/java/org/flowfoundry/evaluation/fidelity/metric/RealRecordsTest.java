package org.flowfoundry.evaluation.fidelity.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flowfoundry.evaluation.fidelity.Tables;
import org.flowfoundry.evaluation.fidelity.baseline.Baseline;
import org.flowfoundry.training.record.RecordTable;
import org.junit.jupiter.api.Test;

/** What is known of simple makers of records shows in the measures. */
class RealRecordsTest {

    private static final int ROWS = 3_000;
    private static final RecordTable TRAINING = Tables.flows(ROWS, 1);
    private static final RealRecords REAL = new RealRecords(TRAINING, Tables.flows(ROWS, 2), "label");
    private static final List<Measure> FLOOR = REAL.measureReal(7);

    private static List<Measure> of(Baseline baseline) {
        return REAL.measure(baseline.make(TRAINING, "label", ROWS, 5), ROWS, 7);
    }

    private static double value(List<Measure> measures, Metric metric) {
        return measures.stream()
                .filter(measure -> measure.metric() == metric && measure.field() == null)
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void realRecordsCannotBeToldFromReal() {
        assertThat(value(FLOOR, Metric.C2ST)).isEqualTo(0.5, within(0.05));
        assertThat(value(FLOOR, Metric.DCR_SHARE)).isEqualTo(0.5, within(0.06));
        assertThat(value(FLOOR, Metric.MEMBERSHIP)).isEqualTo(0.5, within(0.05));
        assertThat(value(FLOOR, Metric.RULES_BROKEN)).isLessThan(0.01);
        assertThat(value(FLOOR, Metric.JSD)).isLessThan(0.002);
        assertThat(value(FLOOR, Metric.WASSERSTEIN)).isLessThan(0.02);
        assertThat(value(FLOOR, Metric.TSTR_XGBOOST)).isGreaterThan(0.9);
    }

    @Test
    void aCopyIsLikeAndGivesItsOriginalsAway() {
        List<Measure> copy = of(Baseline.COPY);
        assertThat(value(copy, Metric.DCR_SHARE)).isGreaterThan(0.95);
        assertThat(value(copy, Metric.DCR_RATIO)).isZero();
        assertThat(value(copy, Metric.COPY_RATE)).isEqualTo(1);
        assertThat(value(copy, Metric.COPY_RATE_EQUAL)).isEqualTo(1);
        assertThat(value(copy, Metric.COPY_RATE_HELD_OUT)).isLessThan(0.1);
        assertThat(value(copy, Metric.MEMBERSHIP)).isGreaterThan(0.75);
        // A bootstrap leaves out 1/e of the rows.
        assertThat(value(copy, Metric.RARE_EXPOSURE)).isGreaterThan(0.6);
        assertThat(value(copy, Metric.DISTINCT)).isEqualTo(1 - Math.exp(-1), within(0.03));
        assertThat(value(copy, Metric.C2ST)).isLessThan(0.65);
        assertThat(value(copy, Metric.PAIR_TVD)).isLessThan(0.1);
    }

    @Test
    void independentColumnsHaveMarginalsAndNothingElse() {
        List<Measure> independent = of(Baseline.INDEPENDENT);
        assertThat(value(independent, Metric.JSD)).isLessThan(0.002);
        assertThat(value(independent, Metric.WASSERSTEIN)).isLessThan(0.02);
        assertThat(value(independent, Metric.C2ST)).isGreaterThan(0.95);
        assertThat(value(independent, Metric.PAIR_TVD)).isGreaterThan(0.2);
        assertThat(value(independent, Metric.SPEARMAN)).isGreaterThan(0.5);
        assertThat(value(independent, Metric.RULES_BROKEN)).isGreaterThan(0.3);
        assertThat(value(independent, Metric.TSTR_XGBOOST)).isLessThan(value(FLOOR, Metric.TSTR_XGBOOST) - 0.2);
        // What is far from all real records is nearest to a few of them: this is not exact.
        assertThat(value(independent, Metric.DCR_SHARE)).isEqualTo(0.5, within(0.2));
        assertThat(value(independent, Metric.MEMBERSHIP)).isEqualTo(0.5, within(0.05));
    }

    @Test
    void freshRecordsAreWorthTrainingOn() {
        List<Measure> fresh = REAL.measure(Tables.flows(4 * ROWS, 3), ROWS, 7);
        assertThat(value(fresh, Metric.TSTR_XGBOOST)).isGreaterThan(0.9);
        assertThat(value(fresh, Metric.C2ST)).isEqualTo(0.5, within(0.05));
        assertThat(fresh)
                .filteredOn(measure -> measure.metric() == Metric.MIXED_XGBOOST)
                .extracting(Measure::field)
                .containsExactly("0 %", "50 %", "100 %", "200 %", "400 %");
        assertThat(value(fresh, Metric.RARE_GAIN_XGBOOST)).isBetween(-0.2, 1.0);
    }

    @Test
    void aMixStopsWhereRecordsDo() {
        assertThat(REAL.measure(Tables.flows(ROWS, 3), ROWS, 7))
                .filteredOn(measure -> measure.metric() == Metric.RARE_RECALL_FOREST)
                .extracting(Measure::field)
                .containsExactly("0 %", "50 %", "100 %");
    }

    @Test
    void theSameSeedGivesTheSame() {
        assertThat(of(Baseline.SMOTENC)).isEqualTo(of(Baseline.SMOTENC));
    }
}
