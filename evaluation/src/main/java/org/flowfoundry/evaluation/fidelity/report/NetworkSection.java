package org.flowfoundry.evaluation.fidelity.report;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.core.report.HtmlPage;
import org.flowfoundry.evaluation.fidelity.metric.Metric;
import org.flowfoundry.evaluation.fidelity.network.Distribution;
import org.flowfoundry.evaluation.fidelity.network.NetworkOrigin;
import org.flowfoundry.evaluation.fidelity.network.NetworkShape;
import org.flowfoundry.evaluation.fidelity.network.Networks;
import org.flowfoundry.evaluation.fidelity.network.Statistic;

/** The part of the page about who talks to whom, and when. */
final class NetworkSection {

    private final FidelityStudy study;
    private final Networks networks;
    private final HtmlPage page;

    NetworkSection(FidelityStudy study, HtmlPage page) {
        this.study = study;
        this.networks = study.networks();
        this.page = page;
    }

    void write() {
        page.section("Who talks to whom, and when");
        if (networks.synthetic().isEmpty()) {
            page.paragraph("The synthetic flows have neither addresses nor times.");
            return;
        }
        page.paragraph(String.format(
                Locale.ROOT,
                "Both tables were thinned to about %,d flows, real ones twice, with no flow in both parts.",
                networks.flows()));
        page.table(header("statistic", List.of("real"), "what it is"), statistics());
        page.paragraph(
                "How far their distributions are from those of the first real part: Wasserstein-1 distances, of sizes over"
                        + " their logarithm to base 2 (1 = all are twice as large), of times in hours.");
        page.table(header("distribution", List.of(), "key"), distances());
        for (Distribution distribution : Distribution.values()) {
            if (networks.synthetic().distributions().containsKey(distribution)
                    && networks.real().distributions().containsKey(distribution)) {
                picture(distribution);
            }
        }
    }

    private List<String> header(String first, List<String> before, String last) {
        List<String> header = new ArrayList<>(List.of(first));
        header.addAll(before);
        networks.compared().keySet().forEach(origin -> header.add(origin.title()));
        header.add(last);
        return header;
    }

    private List<List<Object>> statistics() {
        List<List<Object>> rows = new ArrayList<>();
        for (Statistic statistic : Statistic.values()) {
            if (networks.real().statistics().containsKey(statistic)
                    || networks.synthetic().statistics().containsKey(statistic)) {
                List<Object> row = new ArrayList<>(List.of(statistic.title(), value(networks.real(), statistic)));
                networks.compared().values().forEach(shape -> row.add(value(shape, statistic)));
                row.add(statistic.definition());
                rows.add(row);
            }
        }
        return rows;
    }

    private static Object value(NetworkShape shape, Statistic statistic) {
        Double value = shape.statistics().get(statistic);
        return value == null ? "" : value;
    }

    private List<List<Object>> distances() {
        List<List<Object>> rows = new ArrayList<>();
        for (Distribution distribution : Distribution.values()) {
            List<Object> row = new ArrayList<>(List.of(distribution.title()));
            for (NetworkOrigin origin : networks.compared().keySet()) {
                double distance = value(origin, Metric.NETWORK_WASSERSTEIN, distribution);
                row.add(Double.isNaN(distance) ? "" : String.format(Locale.ROOT, "%.4f", distance));
            }
            row.add(distribution.key());
            rows.add(row);
        }
        return rows;
    }

    private double value(NetworkOrigin origin, Metric metric, Distribution distribution) {
        return study.named(origin.method()).value(metric, distribution.key());
    }

    private void picture(Distribution distribution) {
        IntSummaryStatistics steps = Stream.concat(Stream.of(networks.real()), networks.compared().values().stream())
                .flatMap(shape -> shape.steps(distribution).keySet().stream())
                .mapToInt(step -> step)
                .summaryStatistics();
        int first = Math.min(0, steps.getMin());
        int[] shown = IntStream.rangeClosed(first, steps.getMax()).toArray();
        List<String> places = IntStream.of(shown).mapToObj(distribution::label).toList();
        Map<String, double[]> lines = new LinkedHashMap<>();
        lines.put("real", shares(networks.real(), distribution, shown));
        networks.compared().forEach((origin, shape) -> lines.put(origin.title(), shares(shape, distribution, shown)));
        page.picture(StepPlot.svg(
                String.format(
                        Locale.ROOT,
                        "%s: share of all (JSD synthetic %.3f, real %.3f)",
                        distribution.title(),
                        value(NetworkOrigin.SYNTHETIC, Metric.NETWORK_JSD, distribution),
                        value(NetworkOrigin.OTHER_REAL, Metric.NETWORK_JSD, distribution)),
                places,
                lines,
                true));
    }

    /** NaN where a network has none of it. */
    private static double[] shares(NetworkShape shape, Distribution distribution, int[] steps) {
        Map<Integer, Long> counts = shape.steps(distribution);
        double all = counts.values().stream().mapToLong(count -> count).sum();
        return IntStream.of(steps)
                .mapToDouble(step -> counts.getOrDefault(step, 0L) / all)
                .toArray();
    }
}
