package org.flowfoundry.evaluation.fidelity.network;

/** Where flows come from whose network is compared with the first part of the real flows. */
public enum NetworkOrigin {
    OTHER_REAL("real", "other real part", "Real flows of which none is in the first part."),
    ROW_SHUFFLED(
            "row-shuffled",
            "row-shuffled",
            "The other real part with its sources, its destinations and its times each in another order: who sends how much, and"
                    + " when flows are, without what hangs together. Networks only."),
    BOOTSTRAP(
            "bootstrap",
            "bootstrap",
            "The other real part drawn with replacement: all hosts as they are, some flows several times. Networks only."),
    SYNTHETIC("synthetic", "synthetic", "The synthetic flows.");

    private final String method;
    private final String title;
    private final String words;

    NetworkOrigin(String method, String title, String words) {
        this.method = method;
        this.title = title;
        this.words = words;
    }

    /** As in the table {@code fidelity}. */
    public String method() {
        return method;
    }

    /** For the head of a column. */
    public String title() {
        return title;
    }

    /** What it is. */
    public String words() {
        return words;
    }

    /** Whether it is made of real flows to compare networks with, and nothing else. */
    public boolean isBaseline() {
        return this == ROW_SHUFFLED || this == BOOTSTRAP;
    }
}
