package org.flowfoundry.generation.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.flowfoundry.generation.token.Relation.Form;
import org.junit.jupiter.api.Test;

class RelationSearchTest {

    private static final int ROWS = 3_000;
    private final SplittableRandom random = new SplittableRandom(4);

    private double[][] columns(int count) {
        double[][] columns = new double[count][ROWS];
        for (double[] column : columns) {
            for (int row = 0; row < ROWS; row++) {
                column[row] = random.nextInt(10_000);
            }
        }
        return columns;
    }

    @Test
    void sumsAreFound() {
        double[][] columns = columns(4);
        for (int row = 0; row < ROWS; row++) {
            columns[3][row] = columns[0][row] + columns[2][row];
        }
        assertThat(new RelationSearch(columns).always(3)).isEqualTo(new Relation(Form.SUM, 0, 2, 1, 0));
    }

    @Test
    void unionsOfFlagsAreFound() {
        double[][] columns = columns(3);
        for (int row = 0; row < ROWS; row++) {
            columns[0][row] = random.nextInt(64);
            columns[1][row] = random.nextInt(64);
            columns[2][row] = (long) columns[0][row] | (long) columns[1][row];
        }
        assertThat(new RelationSearch(columns).always(2)).isEqualTo(new Relation(Form.UNION, 0, 1, 1, 0));
    }

    @Test
    void whatHoldsOftenIsNoRuleButARelation() {
        double[][] columns = columns(3);
        for (int row = 0; row < ROWS; row++) {
            columns[2][row] = row % 4 == 0 ? columns[2][row] : Math.max(columns[0][row], columns[1][row]) - 40;
        }
        RelationSearch search = new RelationSearch(columns);
        assertThat(search.always(2)).isNull();
        assertThat(search.often(2)).isEqualTo(List.of(new Relation(Form.GREATER, 0, 1, 1, -40)));
    }

    @Test
    void whatIsFoundAlsoTellsWithOtherOffsets() {
        double[][] columns = columns(2);
        for (int row = 0; row < ROWS; row++) {
            // One in a hundred lags by a tick of a timer, too few to be found alone among those that do not hang
            // together.
            double lag = row % 100 == 0 ? 16 : row % 100 == 1 ? 31 : 0;
            columns[1][row] = row % 3 == 0 && lag == 0 ? columns[1][row] : columns[0][row] - lag;
        }
        assertThat(new RelationSearch(columns).often(1))
                .containsExactlyInAnyOrder(
                        new Relation(Form.SAME, 0, 0, 1, 0),
                        new Relation(Form.SAME, 0, 0, 1, -16),
                        new Relation(Form.SAME, 0, 0, 1, -31))
                .startsWith(new Relation(Form.SAME, 0, 0, 1, 0));
    }

    @Test
    void whatIsSoManyTimesAnotherIsFound() {
        double[][] columns = columns(2);
        for (int row = 0; row < ROWS; row++) {
            columns[0][row] = 2 + random.nextInt(500);
            columns[1][row] = columns[0][row] * (row % 5 == 0 ? 60 : row % 5 == 1 ? 44 : 40 + random.nextDouble());
        }
        assertThat(new RelationSearch(columns).often(1))
                .containsExactlyInAnyOrder(
                        new Relation(Form.TIMES, 0, 0, 1, 60), new Relation(Form.TIMES, 0, 0, 1, 44));
    }

    @Test
    void chanceIsNoRelation() {
        double[][] columns = columns(4);
        for (int row = 0; row < ROWS; row++) {
            // Few values, so that many rows have a difference in common.
            columns[1][row] = random.nextInt(60);
            columns[3][row] = random.nextInt(60);
        }
        RelationSearch search = new RelationSearch(columns);
        assertThat(search.always(3)).isNull();
        assertThat(search.often(3)).isEmpty();
    }
}
