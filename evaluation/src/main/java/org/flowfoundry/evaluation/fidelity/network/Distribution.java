package org.flowfoundry.evaluation.fidelity.network;

import java.util.Locale;

/** A distribution of a network's flows or hosts over bins. */
public enum Distribution {
    OUT_DEGREE("destinations per source"),
    IN_DEGREE("sources per destination"),
    PORT_FAN_OUT("destination ports per source"),
    FLOWS_PER_SOURCE("flows per source"),
    HOUR("flows by hour of day, UTC");

    private final String title;

    Distribution(String title) {
        this.title = title;
    }

    /** As in the table {@code fidelity}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }
}
