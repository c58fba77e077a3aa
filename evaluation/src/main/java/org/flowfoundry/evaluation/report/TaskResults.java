package org.flowfoundry.evaluation.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.flowfoundry.core.report.MarkdownPage;
import org.flowfoundry.core.report.MarkdownPage.Bold;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.protocol.DomainData;

/** What came out of one task, as part of a page in Markdown: averages first, then network by network. */
final class TaskResults {

    private static final Set<Role> NOT_PRE_TRAINED = Set.of(Role.UNTRAINED, Role.SCRATCH);

    private final Evaluation evaluation;
    private final Headline headline;
    private final MarkdownPage page;
    private final Pictures pictures;

    TaskResults(Evaluation evaluation, MarkdownPage page, Pictures pictures) {
        this.evaluation = evaluation;
        this.headline = new Headline(evaluation);
        this.page = page;
        this.pictures = pictures;
    }

    /** Makes a picture of methods in a network, and gives its path. */
    @FunctionalInterface
    interface Pictures {
        String path(DomainData data, List<FewShotMethod> methods);
    }

    void write() {
        page.section("Task " + evaluation.task().name());
        page.paragraph(evaluation.task().question());
        if (evaluation.domains().isEmpty()) {
            page.paragraph("No network could be evaluated: the reasons are at the end of the page.");
            return;
        }
        averages();
        withoutPreTraining();
        evaluation.domains().forEach(this::network);
    }

    private void averages() {
        page.subsection("All networks, " + evaluation.task().name());
        page.paragraph(
                "Mean over networks, of methods that took part in all of them; gain over the strongest control of each"
                        + " network and number of labels, averaged over both; and in how many of these cases a method was better /"
                        + " worse than that control:");
        List<List<Object>> rows = new ArrayList<>();
        for (FewShotMethod method : headline.everywhere()) {
            List<Object> row = new ArrayList<>(List.of(method.name()));
            for (int k : evaluation.shots()) {
                String mean = String.format(Locale.ROOT, "%.3f", evaluation.meanMacroF1(method, k));
                row.add(method.name().equals(strongest(k)) ? new Bold(mean) : mean);
            }
            Comparison gain = Comparison.of(evaluation, method.name(), this::control, evaluation.shots());
            row.add(gain == null ? "" : Wording.gain(gain.gain()));
            row.add(gain == null ? "" : gain.better() + " / " + gain.worse());
            rows.add(row);
        }
        page.table(header("gain", "better / worse"), rows);
    }

    /** The control with the best mean over networks. */
    private String strongest(int k) {
        return headline.everywhere().stream()
                .filter(method -> method.role() == Role.CONTROL)
                .max(Comparator.comparingDouble(method -> evaluation.meanMacroF1(method, k)))
                .map(FewShotMethod::name)
                .orElse(null);
    }

    private String control(DomainData data, int k) {
        return Controls.strongest(evaluation, data, k);
    }

    /** Models against networks that were not pre-trained and decide in the same way, which their names end with. */
    private void withoutPreTraining() {
        List<List<Object>> rows = new ArrayList<>();
        for (FewShotMethod model : headline.everywhere()) {
            if (model.role() == Role.MODEL) {
                counterparts(model).forEach(other -> rows.add(against(model, other)));
            }
        }
        if (!rows.isEmpty()) {
            page.subsection("What pre-training gives, " + evaluation.task().name());
            page.paragraph("Models against the same without pre-training, over all networks and numbers of"
                    + " labels: relative to its macro-F1, and as a difference:");
            page.table(List.of("model", "against", "relative", "gain", "better / worse"), rows);
        }
    }

    private List<FewShotMethod> counterparts(FewShotMethod model) {
        List<String> names = Counterparts.of(model.name());
        return headline.everywhere().stream()
                .filter(other -> NOT_PRE_TRAINED.contains(other.role()) && names.contains(other.name()))
                .toList();
    }

    private List<Object> against(FewShotMethod model, FewShotMethod other) {
        Comparison gain = Objects.requireNonNull(
                Comparison.of(evaluation, model.name(), (data, k) -> other.name(), evaluation.shots()));
        return List.of(
                model.name(),
                other.name() + (other.role() == Role.SCRATCH ? ", from scratch" : ", untrained"),
                String.format(Locale.ROOT, "%+.2f %%", 100 * gain.share()),
                Wording.gain(gain.gain()),
                gain.better() + " / " + gain.worse());
    }

    private void network(DomainData data) {
        page.subsection(data.domain() + ", " + evaluation.task().name());
        page.paragraph("Classes: " + String.join(", ", data.classes()) + ". Split "
                + data.split().words() + ".");
        List<FewShotMethod> methods = headline.of(data);
        page.picture(
                "Macro-F1 by labels per class: " + evaluation.task().name() + ", " + data.domain(),
                pictures.path(data, methods));
        page.table(header(), scores(data, methods));
        page.paragraph("Gain over the strongest control:");
        page.table(
                header(),
                rows(methods, (method, k) -> gain(data, method, k)).stream()
                        .filter(TaskResults::saysSomething)
                        .toList());
        page.folded("All methods in " + data.domain() + ", and notes");
        if (!data.notes().isEmpty()) {
            page.items(data.notes());
        }
        page.table(header(), scores(data, evaluation.methods(data)));
        page.unfolded();
    }

    /** The one control that is the strongest everywhere has no gain. */
    private static boolean saysSomething(List<Object> row) {
        return row.stream().skip(1).anyMatch(cell -> !cell.equals(""));
    }

    private List<List<Object>> scores(DomainData data, List<FewShotMethod> methods) {
        return rows(methods, (method, k) -> {
            String score = Wording.score(evaluation.outcomes().macroF1(data.domain(), method.name(), k));
            return method.name().equals(control(data, k)) ? new Bold(score) : score;
        });
    }

    private Object gain(DomainData data, FewShotMethod method, int k) {
        String control = control(data, k);
        return control == null || control.equals(method.name())
                ? ""
                : Wording.gain(evaluation.outcomes().difference(data.domain(), method.name(), control, k));
    }

    private List<List<Object>> rows(List<FewShotMethod> methods, BiFunction<FewShotMethod, Integer, Object> cells) {
        List<List<Object>> rows = new ArrayList<>();
        for (FewShotMethod method : methods) {
            List<Object> row = new ArrayList<>(List.of(method.name()));
            evaluation.shots().forEach(k -> row.add(cells.apply(method, k)));
            rows.add(row);
        }
        return rows;
    }

    private List<String> header(String... more) {
        List<String> header = new ArrayList<>(List.of("method"));
        evaluation.shots().forEach(k -> header.add("k = " + k));
        header.addAll(List.of(more));
        return header;
    }
}
