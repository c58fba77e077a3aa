package org.flowfoundry.evaluation.fidelity.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordField.Kind;
import org.flowfoundry.training.record.RecordTable;
import org.junit.jupiter.api.Test;

class PairsTest {

    private static RecordTable table(Object first, Object second, int rows) {
        return new RecordTable(List.of(field("a", first), field("b", second)), List.of(first, second), rows);
    }

    private static RecordField field(String name, Object column) {
        return new RecordField(name, column instanceof double[] ? Kind.NUMBER : Kind.NAME, 0);
    }

    @Test
    void totalVariationOfATableOfNames() {
        String[] a = {"x", "x", "y", "y"};
        RecordTable real = table(a, new String[] {"0", "0", "1", "1"}, 4);
        RecordTable mixed = table(a, new String[] {"0", "1", "0", "1"}, 4);
        // Cells (x,0), (y,1) have a half each against a quarter in all four.
        assertThat(new PairTables(real).totalVariation(mixed, real)).isEqualTo(0.5, within(1e-12));
        assertThat(new PairTables(real).totalVariation(real, real)).isZero();
    }

    @Test
    void numbersAreBinnedByTheirQuantiles() {
        double[] values = new double[100];
        double[] reversed = new double[100];
        for (int i = 0; i < 100; i++) {
            values[i] = i;
            reversed[i] = 99 - i;
        }
        RecordTable same = table(values, values, 100);
        RecordTable opposite = table(values, reversed, 100);
        assertThat(new PairTables(same).totalVariation(opposite, same)).isGreaterThan(0.9);
        assertThat(Correlations.spearman(opposite, same)).isEqualTo(2, within(1e-12));
    }

    @Test
    void linesAreToldFromCurvesOverLogarithms() {
        double[] values = new double[10];
        double[] squares = new double[10];
        double[] curved = new double[10];
        double[] falling = new double[10];
        for (int i = 0; i < 10; i++) {
            values[i] = Math.expm1(i);
            squares[i] = Math.expm1(2 * i);
            curved[i] = Math.expm1(i * i / 3.0);
            falling[i] = Math.expm1(9 - i);
        }
        RecordTable line = table(values, squares, 10);
        assertThat(Correlations.pearson(table(values, falling, 10), line)).isEqualTo(2, within(1e-12));
        assertThat(Correlations.pearson(line, table(values, values, 10))).isEqualTo(0, within(1e-12));
        RecordTable curve = table(values, curved, 10);
        // Of 0 to 9 and their squares.
        assertThat(Correlations.pearson(curve, line)).isEqualTo(1 - 0.962_690_737, within(1e-8));
        assertThat(Correlations.spearman(curve, line)).isEqualTo(0, within(1e-12));
    }

    @Test
    void ranksAreSharedByEqualValues() {
        assertThat(Correlations.ranks(new double[] {5, 1, Double.NaN, 5, 9}))
                .containsExactly(1.5, 0, Double.NaN, 1.5, 3);
    }

    @Test
    void aColumnOfOneValueHasNoCorrelation() {
        double[] values = {1, 2, 3};
        double[] constant = {7, 7, 7};
        assertThat(Correlations.spearman(table(values, constant, 3), table(values, values, 3)))
                .isEqualTo(1, within(1e-12));
        assertThat(Correlations.spearman(table(values, constant, 3), table(constant, values, 3)))
                .isNaN();
    }
}
