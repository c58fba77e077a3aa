package org.flowfoundry.evaluation.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.flowfoundry.core.report.MarkdownPage;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.method.Learner;
import org.flowfoundry.evaluation.protocol.DomainData;

/** A run as a page in Markdown, for readers who have never seen the project; pictures are files beside it. */
final class ResultsPage {

    private final Study study;
    private final MarkdownPage page;
    private final Map<String, String> pictures = new LinkedHashMap<>();

    /** @param folder of the pictures, as seen from the page */
    ResultsPage(Study study, String folder) {
        this.study = study;
        this.page = new MarkdownPage("Few-shot results: " + study.tasks());
        introduction();
        inShort();
        for (Evaluation evaluation : study.evaluations()) {
            new TaskResults(evaluation, page, picture(folder, evaluation)).write();
        }
        howMeasured();
    }

    String markdown() {
        return page.markdown();
    }

    /** The pictures by the name of their file, in SVG. */
    Map<String, String> pictures() {
        return pictures;
    }

    /** Keeps a picture of a network, and gives its path from the page. */
    private TaskResults.Pictures picture(String folder, Evaluation evaluation) {
        return (data, methods) -> {
            String plain = (evaluation.task().name() + "-" + data.domain()).replaceAll("[^A-Za-z0-9.-]", "-");
            String name = pictures.containsKey(plain + ".svg") ? plain + "-" + pictures.size() : plain;
            pictures.put(name + ".svg", CurvePlot.svg(evaluation, data, methods));
            return folder.replace(" ", "%20") + "/" + name + ".svg";
        };
    }

    private void introduction() {
        page.paragraph(
                "How well do methods decide about the flows of a network once they have seen the classes of a few of"
                        + " them? Each method saw the same k = " + words(study.shots())
                        + " labelled flows of each class, and was then"
                        + " asked about other flows of the same network. Scores are macro-F1 (1 = always right, all classes counting"
                        + " equally): the mean over " + study.draws()
                        + " draws of labels ± half of its 95 % interval.");
        page.paragraph(
                "Controls are what a model must beat to be worth anything: cheap methods without pre-training that"
                        + " get the same labels and the same unlabelled flows. The strongest one of each column is bold. A gain is a"
                        + " score less that of the strongest control of the same network and number of labels, with the 95 % interval"
                        + " of the paired bootstrap over draws; ↑ = the interval excludes a loss, ↓ = it excludes a win.");
        page.paragraph(
                "This page was written by the command at its end. Intervals cover the draws of labels, not the choice"
                        + " of networks.");
    }

    private static String words(List<Integer> shots) {
        return shots.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private void inShort() {
        page.section("In short");
        page.items(study.evaluations().stream().map(ResultsPage::inShort).toList());
    }

    private static String inShort(Evaluation evaluation) {
        String task = evaluation.task().name();
        if (evaluation.domains().isEmpty()) {
            return task + ": no network could be evaluated.";
        }
        int networks = evaluation.domains().size();
        String start = task + ", " + networks + (networks == 1 ? " network: " : " networks: ");
        Headline headline = new Headline(evaluation);
        FewShotMethod control = headline.best(Role.CONTROL);
        FewShotMethod model = headline.best(Role.MODEL);
        String end = control == null ? "" : " The best single control is " + score(headline, control) + ".";
        if (model == null) {
            boolean some = evaluation.methods().stream().anyMatch(method -> method.role() == Role.MODEL);
            return start + (some ? "no model took part in all networks." : "no model took part.") + end;
        }
        Comparison gain = Comparison.of(
                evaluation, model.name(), (data, k) -> Controls.strongest(evaluation, data, k), evaluation.shots());
        return start + "the best model, chosen by these very scores, is " + score(headline, model)
                + (gain == null
                        ? "."
                        : "; over the strongest control of each network and number of labels it gains "
                                + Wording.gain(gain.gain()) + " on average, better in " + gain.better()
                                + " and worse in "
                                + gain.worse() + " of " + gain.cells() + " cases.")
                + end;
    }

    private static String score(Headline headline, FewShotMethod method) {
        return method.name()
                + String.format(
                        Locale.ROOT, " with %.3f over all networks and numbers of labels", headline.mean(method));
    }

    private void howMeasured() {
        page.section("How it was measured");
        Wording.PROTOCOL.forEach(page::paragraph);
        page.items(Arrays.stream(Learner.values())
                .map(learner -> learner.label() + ": " + learner.words())
                .toList());
        page.paragraph(
                "Networks, and what was left of their flows: labelled for the task; different once what no model may"
                        + " see is dropped; unlabelled ones that methods may look at; and those that were tested.");
        List<List<Object>> rows = new ArrayList<>();
        for (Evaluation evaluation : study.evaluations()) {
            evaluation.domains().forEach(data -> rows.add(row(evaluation, data)));
        }
        page.table(
                List.of("task", "network", "flows", "labelled", "different", "unlabelled pool", "tested", "split"),
                rows);
        List<String> leftOut = study.evaluations().stream()
                .flatMap(evaluation -> evaluation.leftOut().stream())
                .toList();
        if (!leftOut.isEmpty()) {
            page.folded("Networks left out, and why").items(leftOut).unfolded();
        }
        page.paragraph(study.provenance() + " The command:");
        page.literal(study.command());
    }

    private static List<Object> row(Evaluation evaluation, DomainData data) {
        DomainData.Counts counts = data.counts();
        return List.of(
                evaluation.task().name(),
                data.domain(),
                counts.flows(),
                counts.labelled(),
                counts.distinct(),
                counts.pool(),
                counts.test(),
                data.split().label());
    }
}
