package org.flowfoundry.evaluation.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.flowfoundry.core.report.HtmlPage;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.metric.Scores;
import org.flowfoundry.evaluation.protocol.DomainData;

/** How methods did in one network, as part of a page. */
final class NetworkPart {

    private final Evaluation evaluation;
    private final DomainData data;
    private final HtmlPage page;
    private final List<FewShotMethod> shown;
    private final int most;

    NetworkPart(Evaluation evaluation, DomainData data, HtmlPage page) {
        this.evaluation = evaluation;
        this.data = data;
        this.page = page;
        this.shown = new Headline(evaluation).of(data);
        this.most = evaluation.shots().get(evaluation.shots().size() - 1);
    }

    void write() {
        page.section(data.domain() + ", " + evaluation.task().name());
        page.paragraph("Split " + data.split().words() + ".");
        data.notes().forEach(page::remark);
        page.picture(CurvePlot.svg(evaluation, data, shown));
        scores();
        gains();
        rankings();
        confusion();
        calibration();
    }

    private void scores() {
        page.paragraph("Macro-F1, mean ± half of the 95 % interval (Student's t over draws), by labels per class:");
        List<List<Object>> rows = new ArrayList<>();
        for (FewShotMethod method : evaluation.methods(data)) {
            List<Object> row = new ArrayList<>();
            row.add(method.name());
            for (int k : evaluation.shots()) {
                row.add(Wording.score(evaluation.outcomes().macroF1(data.domain(), method.name(), k)));
            }
            rows.add(row);
        }
        page.table(header("method"), rows);
    }

    private void gains() {
        page.paragraph(
                "Gain in macro-F1 over the strongest control of each column, with the 95 % interval of the paired"
                        + " bootstrap over draws; ↑ = the interval excludes a loss, ↓ = it excludes a win:");
        List<List<Object>> rows = new ArrayList<>();
        List<Object> controls = new ArrayList<>(List.of("(the control)"));
        evaluation
                .shots()
                .forEach(k -> controls.add(Objects.requireNonNullElse(Controls.strongest(evaluation, data, k), "-")));
        rows.add(controls);
        for (FewShotMethod method : shown) {
            List<Object> row = new ArrayList<>(List.of(method.name()));
            for (int k : evaluation.shots()) {
                String control = Controls.strongest(evaluation, data, k);
                row.add(
                        control == null || control.equals(method.name())
                                ? "-"
                                : Wording.gain(
                                        evaluation.outcomes().difference(data.domain(), method.name(), control, k)));
            }
            rows.add(row);
        }
        page.table(header("method"), rows);
    }

    private void rankings() {
        page.paragraph(
                "With " + most + " labels per class: area under the precision-recall curve, recall where 1 % and 0.1 %"
                        + " of other flows are taken for the class, and the calibration error (how far stated probabilities are"
                        + " from what then was right):");
        List<List<Object>> rows = new ArrayList<>();
        for (FewShotMethod method : shown) {
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
    private void confusion() {
        String best = best();
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

    private void calibration() {
        String best = best();
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

    private String best() {
        return (shown.isEmpty() ? evaluation.methods(data) : shown)
                .stream()
                        .map(FewShotMethod::name)
                        .max(Comparator.comparingDouble(name -> evaluation
                                .outcomes()
                                .macroF1(data.domain(), name, most)
                                .mean()))
                        .orElseThrow();
    }

    private List<String> header(String first) {
        List<String> header = new ArrayList<>(List.of(first));
        evaluation.shots().forEach(k -> header.add("k = " + k));
        return header;
    }
}
