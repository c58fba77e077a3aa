package org.flowfoundry.evaluation.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.spark.package$;
import org.flowfoundry.core.report.HtmlPage;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.Learner;
import org.flowfoundry.evaluation.metric.Difference;
import org.flowfoundry.evaluation.metric.Estimate;
import org.flowfoundry.evaluation.metric.Scores;
import org.flowfoundry.evaluation.protocol.DomainData;

/** An evaluation for people to read. */
final class EvaluationPage {

    private final Evaluation evaluation;
    private final HtmlPage page;

    EvaluationPage(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.page = new HtmlPage("Few-shot evaluation: " + evaluation.task().name());
    }

    String html() {
        question();
        overview();
        for (DomainData domain : evaluation.domains()) {
            domain(domain);
        }
        pretraining();
        winsAndLosses();
        protocol();
        return page.html();
    }

    private void question() {
        page.paragraph(evaluation.task().question()
                + " Each method saw the classes of only a few flows of a network, the same few for all methods, and was then"
                + " asked about other flows of it. The curves show how often it was right, as macro-F1 (1 = always, all"
                + " classes counting equally), by the number of labels per class; bands are 95 % intervals over "
                + evaluation.draws() + " draws of labels.");
    }

    private void overview() {
        page.section("Networks");
        List<List<Object>> rows = new ArrayList<>();
        for (DomainData domain : evaluation.domains()) {
            DomainData.Counts counts = domain.counts();
            rows.add(List.of(
                    domain.domain(),
                    counts.flows(),
                    counts.labelled(),
                    counts.distinct(),
                    counts.pool(),
                    counts.test(),
                    counts.alike(),
                    String.join(", ", domain.classes()),
                    domain.split().label()));
        }
        page.table(
                List.of(
                        "network",
                        "flows",
                        "labelled",
                        "different",
                        "unlabelled pool",
                        "tested",
                        "left out, alike",
                        "classes",
                        "split"),
                rows);
        page.remark(
                "Different: what is left once addresses, ports, TTLs, times and ids are dropped, and duplicates then."
                        + " Left out: test flows that look to a model just like a training flow.");
    }

    private void domain(DomainData data) {
        page.section(data.domain());
        page.paragraph("Split " + data.split().words() + ".");
        data.notes().forEach(page::remark);
        Map<String, List<Estimate>> curves = new LinkedHashMap<>();
        for (FewShotMethod method : evaluation.shown(data)) {
            curves.put(
                    method.name(),
                    evaluation.shots().stream()
                            .map(k -> evaluation.outcomes().macroF1(data.domain(), method.name(), k))
                            .toList());
        }
        page.picture(CurvePlot.svg(evaluation.shots(), curves));
        scores(data);
        gains(data);
        rankings(data);
        confusion(data);
        calibration(data);
    }

    private void scores(DomainData data) {
        page.paragraph("Macro-F1, mean ± half of the 95 % interval (Student's t over draws), by labels per class:");
        List<List<Object>> rows = new ArrayList<>();
        for (FewShotMethod method : evaluation.methods(data)) {
            List<Object> row = new ArrayList<>();
            row.add(method.name());
            for (int k : evaluation.shots()) {
                Estimate estimate = evaluation.outcomes().macroF1(data.domain(), method.name(), k);
                row.add(String.format(Locale.ROOT, "%.3f ± %.3f", estimate.mean(), estimate.high() - estimate.mean()));
            }
            rows.add(row);
        }
        page.table(header("method"), rows);
    }

    private void gains(DomainData data) {
        page.paragraph(
                "Gain in macro-F1 over the strongest control of each column, with the 95 % interval of the paired"
                        + " bootstrap over draws; ↑ = the interval excludes a loss, ↓ = it excludes a win:");
        List<List<Object>> rows = new ArrayList<>();
        List<Object> controls = new ArrayList<>(List.of("(the control)"));
        evaluation.shots().forEach(k -> controls.add(String.valueOf(Controls.strongest(evaluation, data, k))));
        rows.add(controls);
        for (FewShotMethod method : evaluation.shown(data)) {
            List<Object> row = new ArrayList<>(List.of(method.name()));
            for (int k : evaluation.shots()) {
                String control = Controls.strongest(evaluation, data, k);
                row.add(
                        control == null || control.equals(method.name())
                                ? "-"
                                : words(evaluation.outcomes().difference(data.domain(), method.name(), control, k)));
            }
            rows.add(row);
        }
        page.table(header("method"), rows);
    }

    private static String words(Difference difference) {
        return String.format(
                Locale.ROOT,
                "%+.3f [%+.3f, %+.3f]%s",
                difference.mean(),
                difference.low(),
                difference.high(),
                difference.isWin() ? " ↑" : difference.isLoss() ? " ↓" : "");
    }

    private void rankings(DomainData data) {
        int most = evaluation.shots().get(evaluation.shots().size() - 1);
        page.paragraph(
                "With " + most + " labels per class: area under the precision-recall curve, recall where 1 % and 0.1 %"
                        + " of other flows are taken for the class, and the calibration error (how far stated probabilities are"
                        + " from what then was right):");
        List<List<Object>> rows = new ArrayList<>();
        for (FewShotMethod method : evaluation.shown(data)) {
            List<Scores> scores = evaluation.outcomes().of(data.domain(), method.name(), most);
            rows.add(List.of(
                    method.name(),
                    mean(scores, Scores::prAuc),
                    mean(scores, Scores::recall1),
                    mean(scores, Scores::recall01),
                    mean(scores, Scores::calibration)));
        }
        page.table(List.of("method", "PR-AUC", "recall at 1 %", "recall at 0.1 %", "calibration error"), rows);
    }

    private static double mean(List<Scores> scores, ToDoubleFunction<Scores> metric) {
        return scores.stream().mapToDouble(metric).average().orElse(Double.NaN);
    }

    /** Of the strongest method with the most labels, all draws together. */
    private void confusion(DomainData data) {
        int most = evaluation.shots().get(evaluation.shots().size() - 1);
        String best = best(data, most);
        page.paragraph("What " + best + " took flows of each class (rows) for with " + most
                + " labels per class, in percent, all draws together:");
        int classes = data.classes().size();
        long[][] sums = new long[classes][classes];
        for (Scores scores : evaluation.outcomes().of(data.domain(), best, most)) {
            for (int i = 0; i < classes; i++) {
                for (int j = 0; j < classes; j++) {
                    sums[i][j] += scores.confusion()[i][j];
                }
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            List<Object> row = new ArrayList<>(List.of(data.classes().get(i)));
            long all = 0;
            for (long count : sums[i]) {
                all += count;
            }
            for (long count : sums[i]) {
                row.add(String.format(Locale.ROOT, "%.1f", 100.0 * count / Math.max(1, all)));
            }
            rows.add(row);
        }
        List<String> header = new ArrayList<>(List.of("class"));
        header.addAll(data.classes());
        page.table(header, rows);
    }

    private void calibration(DomainData data) {
        int most = evaluation.shots().get(evaluation.shots().size() - 1);
        String best = best(data, most);
        page.paragraph("How sure " + best + " was of its decisions then, and how often it was right:");
        double[] sureness = new double[Scores.BINS];
        long[] right = new long[Scores.BINS];
        long[] decided = new long[Scores.BINS];
        for (Scores scores : evaluation.outcomes().of(data.domain(), best, most)) {
            for (int bin = 0; bin < Scores.BINS; bin++) {
                sureness[bin] += scores.sureness()[bin];
                right[bin] += scores.right()[bin];
                decided[bin] += scores.decided()[bin];
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int bin = 0; bin < Scores.BINS; bin++) {
            if (decided[bin] > 0) {
                rows.add(List.of(sureness[bin] / decided[bin], right[bin] / (double) decided[bin], decided[bin]));
            }
        }
        page.table(List.of("stated probability", "share right", "decisions"), rows);
    }

    private String best(DomainData data, int k) {
        return evaluation.shown(data).stream()
                .map(FewShotMethod::name)
                .max(Comparator.comparingDouble(name ->
                        evaluation.outcomes().macroF1(data.domain(), name, k).mean()))
                .orElseThrow();
    }

    private void pretraining() {
        List<ScratchGains.Gain> gains = ScratchGains.of(evaluation);
        if (gains.isEmpty()) {
            return;
        }
        page.section("What pre-training gives");
        page.paragraph(
                "Gain in macro-F1 over the network that learned from the labels alone, in percent of what that has:");
        List<List<Object>> rows = new ArrayList<>();
        for (ScratchGains.Gain gain : gains) {
            List<Object> row = new ArrayList<>(List.of(gain.method(), gain.domain(), gain.scratch()));
            gain.percent().forEach(percent -> row.add(percent(percent)));
            row.add(percent(gain.mean()));
            rows.add(row);
        }
        List<String> header = header("method");
        header.addAll(1, List.of("network", "from scratch"));
        header.add("mean");
        page.table(header, rows);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%+.1f %%", value);
    }

    private void winsAndLosses() {
        page.section("Wins and losses");
        page.paragraph(
                "In how many of the networks and numbers of labels the method of the row is better / worse than that of"
                        + " the column, where the interval of their paired difference excludes the contrary:");
        List<String> names = evaluation.domains().stream()
                .flatMap(domain -> evaluation.shown(domain).stream().map(FewShotMethod::name))
                .distinct()
                .toList();
        List<List<Object>> rows = new ArrayList<>();
        for (String one : names) {
            List<Object> row = new ArrayList<>(List.of(one));
            names.forEach(other -> row.add(one.equals(other) ? "" : winsAndLosses(one, other)));
            rows.add(row);
        }
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(names);
        page.table(header, rows);
    }

    private String winsAndLosses(String one, String other) {
        int wins = 0;
        int losses = 0;
        for (DomainData domain : evaluation.domains()) {
            List<String> there =
                    evaluation.methods(domain).stream().map(FewShotMethod::name).toList();
            if (there.contains(one) && there.contains(other)) {
                for (int k : evaluation.shots()) {
                    Difference difference = evaluation.outcomes().difference(domain.domain(), one, other, k);
                    wins += difference.isWin() ? 1 : 0;
                    losses += difference.isLoss() ? 1 : 0;
                }
            }
        }
        return wins + " / " + losses;
    }

    private void protocol() {
        page.section("How it was done");
        page.paragraph("Addresses, port numbers (a port's service is kept), TTLs, absolute times, ids and labels are no"
                + " features. Of flows that are then the same, one is kept. Rows are split into two halves; labels are drawn"
                + " from one, all tests are on the other, and test rows that a training row looks the same as are left out. The"
                + " run fails if a test row's values, or as far as the split promises its host or period, were seen in"
                + " training. Amounts become normal scores of their rank among the unlabelled rows of the training half,"
                + " frequent names columns of 0 and 1, absent fields a column of their own.");
        page.paragraph(
                "Names: '+context' also sees what the latest 20 flows of the source, and of the destination, were like,"
                        + " without labels. '+prior' estimates from the unlabelled rows how frequent the classes are, and leans"
                        + " decisions towards that (exponent 0.25). 'average' is the mean of random forest, extra trees, XGBoost (from 2"
                        + " labels on), support vector machine and logistic regression; with '+prior' it is what a model has to beat."
                        + " 'scarf' and 'mae' are heads (logistic regression, support vector machine) on small networks that"
                        + " learned from the unlabelled rows, by contrast or by repair of rows with fields swapped; '+trees' averages"
                        + " them with trees on the flow's own values, 'self-supervised' both of them with trees, and"
                        + " 'self-supervised-untrained' is that with untrained copies. 'fine-tuned' trains these networks on with the"
                        + " labels, 'scratch' their untrained copies."
                        + " Nothing is tuned on any network.");
        List<List<Object>> learners = new ArrayList<>();
        for (Learner learner : Learner.values()) {
            learners.add(List.of(learner.label(), learner.words()));
        }
        page.table(List.of("classifier", "what it is"), learners);
        page.remark("Java " + System.getProperty("java.version") + ", Spark " + package$.MODULE$.SPARK_VERSION()
                + ", seed " + evaluation.seed() + ", " + evaluation.draws() + " draws.");
    }

    private List<String> header(String first) {
        List<String> header = new ArrayList<>(List.of(first));
        evaluation.shots().forEach(k -> header.add("k = " + k));
        return header;
    }
}
