package org.flowfoundry.etl.simulate.traffic;

import java.util.Locale;

/** The classes of traffic in the sample networks. Crowds and background radiation are benign. */
public enum Label {
    BENIGN,
    HORIZONTAL_SCAN,
    VERTICAL_SCAN,
    SYN_FLOOD,
    REFLECTION_DDOS,
    BRUTE_FORCE,
    BOTNET_BEACON,
    EXFILTRATION;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The label as it is written to files. */
    public String text() {
        return text;
    }
}
