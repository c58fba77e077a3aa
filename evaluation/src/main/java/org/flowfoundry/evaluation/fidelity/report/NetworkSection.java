package org.flowfoundry.evaluation.fidelity.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.flowfoundry.core.report.HtmlPage;
import org.flowfoundry.evaluation.fidelity.metric.Metric;
import org.flowfoundry.evaluation.fidelity.network.Distribution;
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
        if (networks.synthetic().statistics().isEmpty()
                && networks.synthetic().distributions().isEmpty()) {
            page.paragraph("The synthetic flows have neither addresses nor times.");
            return;
        }
        page.paragraph(String.format(
                Locale.ROOT,
                "Both tables were thinned to about %,d flows, real ones twice, with no flow in both parts.",
                networks.flows()));
        page.table(List.of("statistic", "real", "other real part", "synthetic", "what it is"), statistics());
        for (Distribution distribution : Distribution.values()) {
            if (networks.synthetic().distributions().containsKey(distribution)
                    && networks.real().distributions().containsKey(distribution)) {
                picture(distribution);
            }
        }
    }

    private List<List<Object>> statistics() {
        List<List<Object>> rows = new ArrayList<>();
        for (Statistic statistic : Statistic.values()) {
            if (networks.real().statistics().containsKey(statistic)
                    || networks.synthetic().statistics().containsKey(statistic)) {
                rows.add(List.of(
                        statistic.title(),
                        value(networks.real(), statistic),
                        value(networks.otherReal(), statistic),
                        value(networks.synthetic(), statistic),
                        statistic.definition()));
            }
        }
        return rows;
    }

    private static Object value(NetworkShape shape, Statistic statistic) {
        Double value = shape.statistics().get(statistic);
        return value == null ? "" : value;
    }

    private void picture(Distribution distribution) {
        boolean isHour = distribution == Distribution.HOUR;
        int bins = isHour
                ? 24
                : 1
                        + IntStream.of(most(networks.real(), distribution), most(networks.synthetic(), distribution))
                                .max()
                                .orElse(0);
        List<String> places = IntStream.range(0, bins)
                .mapToObj(bin -> isHour ? bin + " h" : "≥ " + (1L << bin))
                .toList();
        Map<String, double[]> lines = new LinkedHashMap<>();
        lines.put("real", shares(networks.real(), distribution, bins));
        lines.put("synthetic", shares(networks.synthetic(), distribution, bins));
        lines.put("other real part", shares(networks.otherReal(), distribution, bins));
        String key = distribution.key();
        page.picture(StepPlot.svg(
                String.format(
                        Locale.ROOT,
                        "%s: share of all (JSD synthetic %.3f, real %.3f)",
                        distribution.title(),
                        study.named(Compared.SYNTHETIC).value(Metric.NETWORK_JSD, key),
                        study.named(Compared.REAL).value(Metric.NETWORK_JSD, key)),
                places,
                lines,
                true));
    }

    private static int most(NetworkShape shape, Distribution distribution) {
        return shape.distributions().get(distribution).keySet().stream()
                .mapToInt(bin -> bin)
                .max()
                .orElse(0);
    }

    private static double[] shares(NetworkShape shape, Distribution distribution, int bins) {
        Map<Integer, Long> counts = shape.distributions().getOrDefault(distribution, Map.of());
        double all = counts.values().stream().mapToLong(count -> count).sum();
        return IntStream.range(0, bins)
                .mapToDouble(bin -> counts.getOrDefault(bin, 0L) / all)
                .toArray();
    }
}
