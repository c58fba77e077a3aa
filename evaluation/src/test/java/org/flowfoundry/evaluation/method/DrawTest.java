package org.flowfoundry.evaluation.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.protocol.DomainData;
import org.flowfoundry.evaluation.protocol.SplitKind;
import org.flowfoundry.evaluation.protocol.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class DrawTest {

    /** Three classes around three corners; the last one is rare in pool and test. */
    private static DomainData corners() {
        int[] candidateLabels = new int[60];
        int[] testLabels = new int[300];
        Random random = new Random(1);
        for (int i = 0; i < candidateLabels.length; i++) {
            candidateLabels[i] = i % 3;
        }
        for (int i = 0; i < testLabels.length; i++) {
            testLabels[i] = i % 15 == 0 ? 2 : i % 2;
        }
        View view =
                new View(View.FLOW, rows(testLabels, random), rows(candidateLabels, random), rows(testLabels, random));
        return new DomainData(
                "lab",
                "intrusion",
                List.of("benign", "dos", "scan"),
                SplitKind.RANDOM,
                new DomainData.Counts(0, 0, 0, 300, 60, 300, 0),
                List.of(),
                List.of(view),
                candidateLabels,
                testLabels);
    }

    private static float[][] rows(int[] labels, Random random) {
        float[][] rows = new float[labels.length][4];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < 4; j++) {
                rows[i][j] = (float) (0.5 * random.nextGaussian() + (j == labels[i] ? 2 : 0));
            }
        }
        return rows;
    }

    @Test
    void everyMethodLearnsCorners(SparkSession spark) {
        DomainData data = corners();
        Draw draw = new Draw(data, 0, 10, 1);
        for (FewShotMethod method : Methods.baselines()) {
            if (method.worksWith(data::has)) {
                assertThat(draw.scores(method).macroF1()).as(method.name()).isGreaterThan(0.85);
            }
        }
    }

    @Test
    void theSameDrawHasTheSameScores() {
        FewShotMethod method = named("average+prior");
        double first = new Draw(corners(), 3, 5, 7).scores(method).macroF1();
        assertThat(new Draw(corners(), 3, 5, 7).scores(method).macroF1()).isEqualTo(first);
    }

    @Test
    void moreLabelsAreTheFewerOnesAndSomeMore() {
        DomainData data = corners();
        int[] few = data.shots(2, 3, 1);
        int[] more = data.shots(2, 10, 1);
        assertThat(few).hasSize(9);
        assertThat(more).hasSize(30).contains(few);
        assertThat(data.shots(0, 500, 1)).as("all there are").hasSize(60).doesNotHaveDuplicates();
        assertThat(Arrays.equals(data.shots(0, 3, 1), few)).isFalse();
    }

    @Test
    void boostingSitsOutWithOneLabel() {
        FewShotMethod average = named("average");
        assertThat(average.members(1, view -> true)).noneMatch(member -> member.learner() == Learner.XGBOOST);
        assertThat(average.members(2, view -> true)).anyMatch(member -> member.learner() == Learner.XGBOOST);
    }

    @Test
    void averagesGoWithoutTheContextWhereThereIsNone() {
        DomainData data = corners();
        FewShotMethod plain = named("average+prior");
        FewShotMethod withContext = named("average+context+prior");
        assertThat(withContext.worksWith(data::has)).isTrue();
        Draw draw = new Draw(data, 0, 5, 1);
        assertThat(draw.scores(withContext).macroF1())
                .isEqualTo(draw.scores(plain).macroF1());
        assertThat(withContext.members(5, view -> true))
                .hasSizeGreaterThan(plain.members(5, view -> true).size());
        assertThat(named("random-forest+context").worksWith(data::has)).isFalse();
        assertThat(Methods.of("flows:v1", Role.MODEL)).noneMatch(method -> method.worksWith(data::has));
    }

    private static FewShotMethod named(String name) {
        return Methods.named(Methods.ownOfEvaluation(), List.of(name)).get(0);
    }

    @Test
    void unknownMethods() {
        assertThatThrownBy(() -> Methods.named(Methods.baselines(), List.of("xgbost")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("There is no method or model 'xgbost'. Did you mean xgboost");
    }
}
