package org.flowfoundry.evaluation.fidelity.network;

import java.util.Locale;

/** A statistic of a network's flows. */
public enum Statistic {
    HOSTS("hosts", "Addresses that sent or received."),
    FLOWS_PER_PAIR("flows per pair", "Flows divided by pairs of source and destination: how often a pair meets again."),
    OUT_DEGREE_P50("destinations per source, median", "Different destinations of a source."),
    OUT_DEGREE_P99("destinations per source, 99 %", "The same at the 99th percentile of sources."),
    OUT_DEGREE_MAX("destinations per source, most", "The same of the source with most."),
    IN_DEGREE_P99("sources per destination, 99 %", "Different sources of a destination."),
    PORT_FAN_OUT_P99("destination ports per source, 99 %", "Different destination ports of a source."),
    RECIPROCITY("reciprocal pairs", "Share of pairs (a, b) of which (b, a) is a pair, too."),
    WEDGES_PER_PAIR("wedges per pair", "Pairs of neighbours of a host, divided by undirected pairs."),
    CLUSTERING(
            "clustering",
            "Closed share of paths of two pairs: 3 triangles / wedges; of large graphs over the pairs among drawn hosts."),
    AUTOCORRELATION(
            "autocorrelation",
            "Correlation of a source's flows in 5 minutes with those in the next 5: mean over sources of at least 20 flows.");

    private final String title;
    private final String definition;

    Statistic(String title, String definition) {
        this.title = title;
        this.definition = definition;
    }

    /** As in the table {@code fidelity}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    public String definition() {
        return definition;
    }
}
