package org.flowfoundry.evaluation.fidelity.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.evaluation.fidelity.Tables;
import org.flowfoundry.training.record.RecordTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BaselineTest {

    private static final RecordTable TRAINING = Tables.flows(2_000, 1);

    @ParameterizedTest
    @EnumSource(Baseline.class)
    void makesRecordsOfTheSameFieldsAndClasses(Baseline baseline) {
        RecordTable made = baseline.make(TRAINING, "label", 3_000, 4);
        assertThat(made.rows()).isEqualTo(3_000);
        assertThat(made.fields()).isEqualTo(TRAINING.fields());
        assertThat(share(made, "Benign")).isEqualTo(share(TRAINING, "Benign"), within(0.05));
        assertThat(share(made, "Theft")).isEqualTo(share(TRAINING, "Theft"), within(0.02));
        double[] packets = made.numbers(made.indexOf("packets"));
        assertThat(Arrays.stream(packets)).allMatch(value -> value == Math.rint(value) && value >= 1);
    }

    @ParameterizedTest
    @EnumSource(Baseline.class)
    void theFirstRecordsAreASampleOfAll(Baseline baseline) {
        RecordTable first = Tables.first(baseline.make(TRAINING, "label", 3_000, 4), 500);
        assertThat(share(first, "Benign")).isEqualTo(share(TRAINING, "Benign"), within(0.1));
    }

    @ParameterizedTest
    @EnumSource(Baseline.class)
    void aSingleRecordIsEnoughToLearnFrom(Baseline baseline) {
        RecordTable one = Tables.first(TRAINING, 1);
        RecordTable made = baseline.make(one, "label", 3, 4);
        assertThat(made.text(2)).isEqualTo(one.text(0));
    }

    @ParameterizedTest
    @EnumSource(Baseline.class)
    void classesAreNotNeeded(Baseline baseline) {
        assertThat(baseline.make(TRAINING, null, 10, 4).rows()).isEqualTo(10);
    }

    @Test
    void aCopyHasTrainingRecordsOnlyAndIndependentColumnsHardlyAny() {
        Set<String> training = texts(TRAINING);
        assertThat(training).containsAll(texts(Baseline.COPY.make(TRAINING, "label", 500, 4)));
        assertThat(texts(Baseline.INDEPENDENT.make(TRAINING, "label", 500, 4)))
                .filteredOn(training::contains)
                .hasSizeLessThan(10);
    }

    /** Each depends on the one before: no other tree has as much information. */
    @Test
    void theTreeOfAChainIsTheChain() {
        String[] a = new String[900];
        String[] b = new String[900];
        String[] c = new String[900];
        for (int i = 0; i < 900; i++) {
            a[i] = String.valueOf(i % 3);
            b[i] = String.valueOf(i % 10 == 0 ? (i / 30) % 3 : i % 3);
            c[i] = String.valueOf(i % 7 == 0 ? (i / 21) % 3 : Integer.parseInt(b[i]));
        }
        RecordTable chain = new RecordTable(
                Stream.of("a", "c", "b")
                        .map(name -> Tables.ofNames(name).fields().get(0))
                        .toList(),
                List.<Object>of(a, c, b),
                900);
        assertThat(new ChowLiuTree(new BinnedRecords(chain), "a").parents()).containsExactly(-1, 2, 0);
    }

    @Test
    void frequentValuesHaveBinsOfTheirOwn() {
        double[] values =
                IntStream.range(0, 1_000).mapToDouble(i -> i < 500 ? 7 : i).toArray();
        values[999] = Double.NaN;
        BinnedRecords binned = new BinnedRecords(Tables.ofNumbers("bytes", values));
        assertThat(binned.rows(0)[0]).hasSize(500);
        assertThat(binned.count(0)).isBetween(20, 22);
        assertThat(Arrays.stream(binned.rows(0)).mapToInt(rows -> rows.length).sum())
                .isEqualTo(1_000);
    }

    @Test
    void smoteStaysBetweenNeighbours() {
        RecordTable training = Tables.ofNumbers("bytes", 10, 11, 12, 13, 14, 15, 900, 901, 902, 903, 904, 905);
        RecordTable made = Baseline.SMOTENC.make(training, null, 500, 4);
        assertThat(Arrays.stream(made.numbers(0)))
                .allMatch(value -> value >= 10 && value <= 15 || value >= 900 && value <= 905);
    }

    private static double share(RecordTable table, String label) {
        return Arrays.stream(table.names(table.indexOf("label")))
                        .filter(label::equals)
                        .count()
                / (double) table.rows();
    }

    private static Set<String> texts(RecordTable table) {
        return IntStream.range(0, table.rows()).mapToObj(table::text).collect(Collectors.toSet());
    }
}
