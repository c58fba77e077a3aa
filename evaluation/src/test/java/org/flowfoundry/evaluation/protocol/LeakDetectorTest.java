package org.flowfoundry.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.flowfoundry.core.error.UserException;
import org.junit.jupiter.api.Test;

class LeakDetectorTest {

    private static final List<float[]> ONE = List.of(new float[] {1, Float.NaN});
    private static final List<float[]> OTHER = List.of(new float[] {2, Float.NaN});

    private static List<ChosenRow> row(int label, long start, String host) {
        return List.of(new ChosenRow("s", label, start, host, "f", 1, true, true, true, false));
    }

    @Test
    void theSameValuesOnBothSides() {
        assertThatThrownBy(() -> new LeakDetector("lab", SplitKind.RANDOM)
                        .check(row(0, 1, "a"), ONE, row(1, 2, "b"), List.of(new float[] {1, Float.NaN})))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "The evaluation of domain 'lab' leaks and is worth nothing: 1 test rows look just like"
                                + " training rows.");
    }

    @Test
    void theSameHostOnBothSides() {
        assertThatThrownBy(
                        () -> new LeakDetector("lab", SplitKind.HOST).check(row(0, 1, "a"), ONE, row(0, 2, "a"), OTHER))
                .hasMessageContaining("1 test rows are of hosts that training rows are of");
        assertThatCode(() ->
                        new LeakDetector("lab", SplitKind.RANDOM).check(row(0, 1, "a"), ONE, row(0, 2, "a"), OTHER))
                .doesNotThrowAnyException();
    }

    @Test
    void theSamePeriodOnBothSides() {
        assertThatThrownBy(
                        () -> new LeakDetector("lab", SplitKind.TIME).check(row(0, 5, "a"), ONE, row(1, 5, "b"), OTHER))
                .hasMessageContaining("1 test rows are of the training rows' period");
        // Class by class, another class may be later.
        assertThatCode(() -> new LeakDetector("lab", SplitKind.TIME_PER_CLASS)
                        .check(row(0, 5, "a"), ONE, row(1, 5, "b"), OTHER))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new LeakDetector("lab", SplitKind.TIME_PER_CLASS)
                        .check(row(1, 5, "a"), ONE, row(1, 5, "b"), OTHER))
                .hasMessageContaining("period");
    }
}
