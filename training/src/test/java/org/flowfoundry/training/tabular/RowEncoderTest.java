package org.flowfoundry.training.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.flowfoundry.training.decision.LogisticRegression;
import org.flowfoundry.training.decision.Probabilities;
import org.flowfoundry.training.decision.Standardizer;
import org.flowfoundry.training.tabular.RowEncoder.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowEncoderTest {

    private static final ToyRows POOL = new ToyRows(600, 1);
    private static final ToyRows LABELLED = new ToyRows(24, 2);
    private static final ToyRows TEST = new ToyRows(600, 3);
    private static final RowInputs INPUTS = RowInputs.fit(POOL.rows, ToyRows.fields());

    private static RowEncoder briefly(Kind kind, int steps, long seed) {
        float[] trained = RowPretraining.run(POOL.rows, INPUTS, kind.objective(INPUTS), steps, seed)
                .parameters();
        return new RowEncoder(
                INPUTS, Arrays.copyOf(trained, RowNetwork.layout(INPUTS.width()).size()));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theLossFalls(Kind kind) {
        double[] losses = RowPretraining.run(POOL.rows, INPUTS, kind.objective(INPUTS), 60, 1)
                .losses();
        double first = Arrays.stream(losses, 0, 5).average().orElseThrow();
        double last = Arrays.stream(losses, 55, 60).average().orElseThrow();
        assertThat(last).isLessThan(0.9 * first);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSameSeedGivesTheSameVectors(Kind kind) {
        float[][] one = briefly(kind, 10, 4).embed(TEST.rows);
        assertThat(briefly(kind, 10, 4).embed(TEST.rows)).isDeepEqualTo(one);
        assertThat(briefly(kind, 10, 5).embed(TEST.rows)[0]).isNotEqualTo(one[0]);
        assertThat(one).hasDimensions(600, 96);
        assertThat(Arrays.stream(one)
                        .allMatch(row -> IntStream.range(0, row.length).allMatch(j -> Float.isFinite(row[j]))))
                .isTrue();
    }

    @Test
    void contrastTellsMoreOfClassesThanAnUntrainedCopy() {
        double trained = accuracy(briefly(Kind.SCARF, 150, 1));
        double untrained = accuracy(RowEncoder.untrained(POOL.rows, ToyRows.fields(), 1));
        assertThat(trained).isGreaterThan(untrained + 0.05);
    }

    /** Of logistic regression on the embeddings of few labelled rows. */
    private static double accuracy(RowEncoder encoder) {
        Standardizer standardizer = Standardizer.fit(encoder.embed(POOL.rows));
        LogisticRegression head = LogisticRegression.fit(
                standardizer.apply(encoder.embed(LABELLED.rows)), LABELLED.labels, ToyRows.CLASSES, 0.3);
        float[][] asked = standardizer.apply(encoder.embed(TEST.rows));
        return IntStream.range(0, asked.length)
                .map(i -> Probabilities.largest(head.probabilities(asked[i])) == TEST.labels[i] ? 1 : 0)
                .average()
                .orElseThrow();
    }

    @Test
    void columnsWithManyValuesAreBinned() {
        assertThat(INPUTS.columns()).isEqualTo(20);
        assertThat(INPUTS.fieldCount()).isEqualTo(17);
        assertThat(INPUTS.edges()[0]).hasSize(7).isSorted();
        assertThat(INPUTS.edges()[17]).isEmpty();
        assertThat(INPUTS.width()).isEqualTo(20 + 16 * 6);
    }

    @Test
    void columnsNeedFields() {
        assertThatThrownBy(() -> RowEncoder.untrained(POOL.rows, new int[3], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Rows of 20 columns for 3 columns with fields");
    }
}
