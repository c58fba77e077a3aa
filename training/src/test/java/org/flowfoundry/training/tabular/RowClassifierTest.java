package org.flowfoundry.training.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.flowfoundry.training.decision.Probabilities;
import org.flowfoundry.training.decision.Standardizer;
import org.junit.jupiter.api.Test;

class RowClassifierTest {

    private static final ToyRows POOL = new ToyRows(400, 1);
    private static final ToyRows TEST = new ToyRows(400, 3);
    private static final RowEncoder START = RowEncoder.untrained(POOL.rows, ToyRows.fields(), 1);
    private static final Standardizer EMBEDDED = Standardizer.fit(START.embed(POOL.rows));

    private static double[][] probabilities(ToyRows labelled) {
        return RowClassifier.fit(START, EMBEDDED, labelled.rows, labelled.labels, ToyRows.CLASSES, 1)
                .probabilities(TEST.rows);
    }

    @Test
    void learnsAllLayersFromLabels() {
        double[][] asked = probabilities(new ToyRows(150, 2));
        double accuracy = IntStream.range(0, asked.length)
                .map(i -> Probabilities.largest(asked[i]) == TEST.labels[i] ? 1 : 0)
                .average()
                .orElseThrow();
        assertThat(accuracy).isGreaterThan(0.6);
        assertThat(Arrays.stream(asked[0]).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void theSameSeedDecidesTheSame() {
        ToyRows labelled = new ToyRows(12, 2);
        assertThat(probabilities(labelled)).isDeepEqualTo(probabilities(labelled));
    }

    @Test
    void learnsFromOneLabelOfEachClass() {
        ToyRows many = new ToyRows(30, 2);
        int[] one = IntStream.range(0, ToyRows.CLASSES)
                .map(k -> IntStream.range(0, 30)
                        .filter(i -> many.labels[i] == k)
                        .findFirst()
                        .orElseThrow())
                .toArray();
        LabelledRows labelled = new LabelledRows(many.rows, many.labels).select(one);
        double[][] asked = RowClassifier.fit(START, EMBEDDED, labelled.rows(), labelled.labels(), ToyRows.CLASSES, 1)
                .probabilities(labelled.rows());
        for (int k = 0; k < ToyRows.CLASSES; k++) {
            assertThat(Probabilities.largest(asked[k])).isEqualTo(k);
        }
    }
}
