package org.flowfoundry.evaluation.fidelity.network;

import java.util.Locale;

/** A distribution of a network's flows or hosts over bins: whole numbers, in the order of what they hold. */
public enum Distribution {
    OUT_DEGREE("destinations per source", 8, 8),
    IN_DEGREE("sources per destination", 8, 8),
    PORT_FAN_OUT("destination ports per source", 8, 8),
    FLOWS_PER_SOURCE("flows per source", 8, 8),
    HOUR("flows by hour of day, UTC", 1, 1),
    AUTOCORRELATION("autocorrelation of a source's flows", 20, 2);

    /** Hours of a day, which come round. */
    static final int HOURS = 24;

    private final String title;
    private final int binsPerUnit;
    private final int binsPerStep;

    /**
     * @param binsPerUnit bins between a number of hosts, ports or flows and its double; in an hour; between 0 and 1
     * @param binsPerStep bins that are one in pictures and divergences, which need something in each
     */
    Distribution(String title, int binsPerUnit, int binsPerStep) {
        this.title = title;
        this.binsPerUnit = binsPerUnit;
        this.binsPerStep = binsPerStep;
    }

    /** As in the table {@code fidelity}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    /** What a step begins with. */
    public String label(int step) {
        return switch (this) {
            case HOUR -> step + " h";
            case AUTOCORRELATION -> String.format(Locale.ROOT, "≥ %.1f", (double) step * binsPerStep / binsPerUnit);
            default -> "≥ " + (1L << step);
        };
    }

    int binsPerUnit() {
        return binsPerUnit;
    }

    int binsPerStep() {
        return binsPerStep;
    }
}
