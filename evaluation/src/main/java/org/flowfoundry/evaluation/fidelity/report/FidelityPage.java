package org.flowfoundry.evaluation.fidelity.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.flowfoundry.core.report.HtmlPage;
import org.flowfoundry.evaluation.fidelity.metric.Measure;
import org.flowfoundry.evaluation.fidelity.metric.Metric;

/** A comparison for people to read, who need not know the program. */
final class FidelityPage {

    private static final List<Metric> LIKENESS = List.of(
            Metric.JSD,
            Metric.JSD_DISTANCE,
            Metric.JSD_PORTS,
            Metric.WASSERSTEIN,
            Metric.ABSENT,
            Metric.PAIR_TVD,
            Metric.SPEARMAN,
            Metric.PEARSON,
            Metric.C2ST,
            Metric.RULES_BROKEN,
            Metric.RULES_MEAN);
    private static final List<Metric> USE =
            List.of(Metric.TSTR_XGBOOST, Metric.TSTR_FOREST, Metric.RARE_GAIN_XGBOOST, Metric.RARE_GAIN_FOREST);
    private static final List<Metric> PRIVACY = List.of(
            Metric.DCR_SHARE,
            Metric.DCR_RATIO,
            Metric.COPY_RATE,
            Metric.COPY_RATE_EQUAL,
            Metric.COPY_RATE_HELD_OUT,
            Metric.MEMBERSHIP,
            Metric.RARE_EXPOSURE,
            Metric.DISTINCT);
    private static final List<Metric> COPIES =
            List.of(Metric.TABLE_COPIES, Metric.TABLE_COPIES_EQUAL, Metric.TABLE_COPIES_HELD_OUT);

    private final FidelityStudy study;
    private final HtmlPage page;

    FidelityPage(FidelityStudy study) {
        this.study = study;
        this.page = new HtmlPage("Synthetic flows of " + study.domain() + " against real ones");
    }

    String html() {
        introduction();
        table("How like real flows they are", LIKENESS);
        page.paragraph("Each field by itself proves little: independent columns have the marginals of real records, and"
                + " nothing else. C2ST, pairs and rules see what belongs together.");
        utility();
        privacy();
        rules();
        new NetworkSection(study, page).write();
        fields();
        method();
        return page.html();
    }

    private void introduction() {
        Map<String, String> origin = new LinkedHashMap<>(study.origin());
        origin.values().removeIf(Objects::isNull);
        page.paragraph("Somebody made flow records up"
                + (origin.isEmpty() ? "" : " (" + String.join(", ", words(origin)) + ")")
                + ". This page says how far they are from real records of the network " + study.domain()
                + ", what they are good for, and whether they give real records away. Each number stands beside the same"
                + " number of others: 'real' is what two parts of real records differ by, which nothing can beat; 'copy'"
                + " is training records again, as like as can be and of no privacy; the other rows are simple makers of"
                + " records, and 'synthetic' the records in question.");
        page.paragraph(String.format(
                Locale.ROOT,
                "Compared are samples of %,d records that generators may learn from, %,d held out from them, and %,d synthetic"
                        + " ones, of %d fields.",
                study.real().training().rows(),
                study.real().heldOut().rows(),
                study.synthetic().rows(),
                study.synthetic().fields().size()));
        List<String> risks = study.risks();
        page.paragraph(
                risks.isEmpty()
                        ? "Privacy: neither copies beyond chance nor membership were found. This is no proof that there are"
                                + " none."
                        : "Privacy: these flows should not be published. " + String.join("; ", risks) + ".");
        study.notes().forEach(page::remark);
    }

    private static List<String> words(Map<String, String> origin) {
        return origin.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .toList();
    }

    private void utility() {
        if (study.real().classField() == null) {
            return;
        }
        table("What they are good for: learning to tell " + study.real().classField(), USE);
        List<String> shares = study.named(Compared.SYNTHETIC).measures().stream()
                .filter(measure -> measure.metric() == Metric.MIXED_XGBOOST)
                .map(Measure::field)
                .toList();
        for (Metric metric : List.of(Metric.MIXED_XGBOOST, Metric.MIXED_FOREST)) {
            Map<String, double[]> lines = new LinkedHashMap<>();
            study.ofRecords().stream()
                    .filter(one -> !one.name().equals(Compared.REAL))
                    .forEach(one -> lines.put(
                            one.name(),
                            shares.stream()
                                    .mapToDouble(share -> one.value(metric, share))
                                    .toArray()));
            page.picture(StepPlot.svg(
                    "Macro-F1 by records added to real ones (" + metric.title() + ")", shares, lines, false));
        }
    }

    private void privacy() {
        table("What they give away", PRIVACY);
        page.paragraph("Of as many training as held-out records, the whole table:");
        table(COPIES, List.of(study.named(Compared.SYNTHETIC)));
    }

    /** The rules that synthetic records break most. */
    private void rules() {
        List<Measure> broken = study.named(Compared.SYNTHETIC).measures().stream()
                .filter(measure -> measure.metric() == Metric.RULE)
                .sorted(Comparator.comparing(Measure::value).reversed())
                .toList();
        if (broken.isEmpty()) {
            return;
        }
        page.section("Rules that real records keep");
        page.paragraph("At least 99.9 % of training records keep each of these rules. Share of records that break it:");
        List<String> header = new ArrayList<>(List.of("rule"));
        study.ofRecords().forEach(one -> header.add(one.name()));
        page.table(
                header,
                broken.stream()
                        .map(measure -> row(
                                measure.field(),
                                study.ofRecords().stream()
                                        .map(one -> one.value(Metric.RULE, measure.field()))
                                        .toList()))
                        .toList());
    }

    private void fields() {
        page.section("Field by field");
        List<List<Object>> rows = new ArrayList<>();
        Compared synthetic = study.named(Compared.SYNTHETIC);
        Compared real = study.named(Compared.REAL);
        study.synthetic().fields().forEach(field -> {
            Metric metric = field.isNumber() ? Metric.WASSERSTEIN : Metric.JSD;
            rows.add(row(
                    field.name(),
                    List.of(real.value(metric, field.name()), synthetic.value(metric, field.name())),
                    metric.title()));
        });
        page.table(List.of("field", "real", "synthetic", "measure"), rows);
        new FieldPlots(study.real().heldOut(), study.synthetic()).svgs().forEach(page::picture);
    }

    private void method() {
        page.section("What was measured");
        page.table(
                List.of("measure", "key", "definition"),
                Arrays.stream(Metric.values())
                        .map(metric -> List.<Object>of(metric.title(), metric.key(), metric.definition()))
                        .toList());
        page.section("How it was done");
        page.table(
                List.of("records", "what they are"),
                study.compared().stream()
                        .map(one -> List.<Object>of(one.name(), one.words()))
                        .toList());
        FidelityStudy.Setting setting = study.setting();
        page.remark(String.format(
                Locale.ROOT,
                "Held out: %.3g of real records%s, those that are the same together.",
                setting.heldOut(),
                setting.isDistinct() ? ", each different one once" : ""));
        page.remark(setting.words());
        page.remark(setting.command());
    }

    private void table(String heading, List<Metric> metrics) {
        page.section(heading);
        table(metrics, study.ofRecords());
    }

    private void table(List<Metric> metrics, List<Compared> records) {
        List<Metric> known = metrics.stream()
                .filter(metric -> records.stream().anyMatch(one -> !Double.isNaN(one.value(metric))))
                .toList();
        List<String> header = new ArrayList<>(List.of("records"));
        known.forEach(metric -> header.add(metric.title()));
        page.table(
                header,
                records.stream()
                        .map(one ->
                                row(one.name(), known.stream().map(one::value).toList()))
                        .toList());
    }

    private static List<Object> row(String name, List<Double> values, Object... more) {
        List<Object> row = new ArrayList<>(List.of(name));
        values.forEach(value -> row.add(Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value)));
        row.addAll(List.of(more));
        return row;
    }
}
