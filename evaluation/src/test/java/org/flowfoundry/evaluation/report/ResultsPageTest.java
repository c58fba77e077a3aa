package org.flowfoundry.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Member;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.method.Learner;
import org.flowfoundry.evaluation.metric.Outcome;
import org.flowfoundry.evaluation.metric.Outcomes;
import org.flowfoundry.evaluation.metric.Scores;
import org.flowfoundry.evaluation.protocol.DomainData;
import org.flowfoundry.evaluation.protocol.SplitKind;
import org.flowfoundry.evaluation.protocol.View;
import org.flowfoundry.evaluation.task.Task;
import org.junit.jupiter.api.Test;

class ResultsPageTest {

    private static final List<Integer> SHOTS = List.of(1, 5);

    private final List<Outcome> outcomes = new ArrayList<>();

    private static DomainData network(String name) {
        float[][] none = {};
        return new DomainData(
                name,
                "botnet",
                List.of("other", "botnet"),
                SplitKind.TIME,
                new DomainData.Counts(100, 90, 80, 30, 10, 40, 2),
                List.of("Class a|b is left out."),
                List.of(new View(View.FLOW, none, none, none, new int[0], null)),
                new int[0],
                new int[40]);
    }

    /** A method that is so good with one label in the first network; elsewhere a little better. */
    private FewShotMethod method(String name, Role role, double score) {
        for (int draw = 0; draw < 4; draw++) {
            for (int k : SHOTS) {
                outcome("lab_1", name, k, draw, score + 0.01 * draw + 0.1 * (k / 5));
                outcome("plant", name, k, draw, score + 0.02 * draw + 0.1 * (k / 5) + 0.05);
            }
        }
        return new FewShotMethod(name, List.of(new Member(Learner.LOGISTIC, View.FLOW, 1, false)), false, role);
    }

    private void outcome(String network, String method, int k, int draw, double score) {
        Scores scores = new Scores(score, 0, 0, 0, 0, new int[2][2], new double[10], new long[10], new long[10]);
        outcomes.add(new Outcome(network, method, k, draw, scores));
    }

    @Test
    void tellsWhatModelsGainOverControlsAndOverNoPreTraining() {
        List<FewShotMethod> methods = List.of(
                method("svm", Role.BASELINE, 0.2),
                method("random-forest", Role.BASELINE, 0.3),
                method("average+prior", Role.CONTROL, 0.5),
                method("random-forest+prior", Role.CONTROL, 0.4),
                method("net:v1+trees", Role.MODEL, 0.1),
                method("net:v1+trees+prior", Role.MODEL, 0.55),
                method("net:v1-scratch+trees+prior", Role.SCRATCH, 0.44),
                method("net:v1-scratch+prior", Role.SCRATCH, 0.3));
        Evaluation evaluation = Evaluation.of(
                Task.named("botnet"),
                SHOTS,
                4,
                1,
                methods,
                List.of(network("lab_1"), network("plant")),
                List.of("No flow of 'x' has a label."),
                new Outcomes(outcomes));
        ResultsPage page = new ResultsPage(
                new Study(List.of(evaluation), "./flowfoundry evaluate --task botnet", LocalDate.parse("2026-03-01")),
                "results");

        assertThat(page.pictures()).containsOnlyKeys("botnet-lab-1.svg", "botnet-plant.svg");
        assertThat(page.markdown())
                .startsWith("# Few-shot results: botnet\n")
                .contains(
                        "- botnet, 2 networks: the best model, chosen by these very scores, is net:v1+trees+prior with 0.648 over all",
                        "it gains +0.050 [+0.050, +0.050] ↑ on average, better in 4 and worse in 0 of 4 cases. The best single"
                                + " control is average+prior with 0.598",
                        "| average+prior | **0.548** | **0.648** |",
                        "| net:v1+trees+prior | net:v1-scratch+trees+prior, from scratch | +20.47 % | +0.110 [+0.110, +0.110] ↑ | 4 / 0 |",
                        "### lab\\_1, botnet",
                        "![Macro-F1 by labels per class: botnet, lab\\_1](results/botnet-lab-1.svg)",
                        "| average+prior | **0.515 ± 0.021** | **0.615 ± 0.021** |",
                        "| net:v1+trees+prior | +0.050 [+0.050, +0.050] ↑ |",
                        "<details><summary>All methods in lab_1, and notes</summary>\n\n- Class a\\|b is left out.\n",
                        "| svm | 0.215 ± 0.021 |",
                        "- No flow of 'x' has a label.",
                        "2026-03-01, Java ",
                        "    ./flowfoundry evaluate --task botnet\n")
                .doesNotContain("against | copy+prior");
        // Without the prior step, and classifiers that stand for none, only in the long tables.
        assertThat(page.markdown().split("\\| net:v1\\+trees \\|", -1)).hasSize(3);
    }
}
