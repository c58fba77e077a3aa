package org.flowfoundry.features.host;

import java.util.Locale;
import java.util.stream.Stream;
import org.flowfoundry.features.FeatureErrors;

/** Where the packets and bytes of a flow go that lasts beyond the end of its window. */
public enum LongFlows {
    /** All of them to the window in which the flow starts. */
    FIRST,
    /**
     * To each window that the flow overlaps, in proportion to the overlap; parts are whole numbers that add up to the
     * flow's counters. The flow counts as active in each of these windows, and as started in the first.
     */
    PRORATED;

    /** As users write it, and as the table's column {@code long_flows} says it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the rule as users write it. */
    public static LongFlows parse(String text) {
        return Stream.of(values())
                .filter(rule -> rule.word().equals(text.trim()))
                .findFirst()
                .orElseThrow(() -> FeatureErrors.unknownLongFlows(text));
    }
}
