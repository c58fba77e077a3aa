package org.flowfoundry.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flowfoundry.core.report.HtmlPage;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.metric.Difference;
import org.flowfoundry.evaluation.protocol.DomainData;

/** What came out of one task, as part of a page. */
final class TaskPart {

    private final Evaluation evaluation;
    private final HtmlPage page;

    TaskPart(Evaluation evaluation, HtmlPage page) {
        this.evaluation = evaluation;
        this.page = page;
    }

    void write() {
        page.section("Task " + evaluation.task().name());
        page.paragraph(evaluation.task().question());
        if (!evaluation.domains().isEmpty()) {
            overview();
            evaluation.domains().forEach(data -> new NetworkPart(evaluation, data, page).write());
            pretraining();
            winsAndLosses();
        }
        evaluation.leftOut().forEach(reason -> page.remark("Left out: " + reason));
    }

    private void overview() {
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

    private void pretraining() {
        List<ScratchGains.Gain> gains = ScratchGains.of(evaluation);
        if (gains.isEmpty()) {
            return;
        }
        page.section("What pre-training gives, " + evaluation.task().name());
        page.paragraph(
                "Gain in macro-F1 over the network that learned from the labels alone, in percent of what that has:");
        List<List<Object>> rows = new ArrayList<>();
        for (ScratchGains.Gain gain : gains) {
            List<Object> row = new ArrayList<>(List.of(gain.method(), gain.domain(), gain.scratch()));
            gain.percent().forEach(percent -> row.add(percent(percent)));
            row.add(percent(gain.mean()));
            rows.add(row);
        }
        List<String> header = new ArrayList<>(List.of("method", "network", "from scratch"));
        evaluation.shots().forEach(k -> header.add("k = " + k));
        header.add("mean");
        page.table(header, rows);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%+.1f %%", value);
    }

    private void winsAndLosses() {
        page.section("Wins and losses, " + evaluation.task().name());
        page.paragraph(
                "In how many of the networks and numbers of labels the method of the row is better / worse than that of"
                        + " the column, where the interval of their paired difference excludes the contrary:");
        Headline headline = new Headline(evaluation);
        List<String> names = evaluation.domains().stream()
                .flatMap(domain -> headline.of(domain).stream().map(FewShotMethod::name))
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
}
