package org.flowfoundry.evaluation.protocol;

import java.util.Arrays;
import java.util.Locale;
import org.flowfoundry.evaluation.EvaluationErrors;

/** What parts the rows that labels are drawn from and the rows that are tested. */
public enum SplitKind {
    /** As the networks' training was, where they know the domain; else the strictest that it allows: time, host, random. */
    AUTO("the strictest that the domain allows"),
    /** As the networks' own training was split: what none of them has seen is tested. */
    MODEL("as the networks' training: every test row is of hosts, times or stretches that no network was trained on"),
    /** All tested rows begin after all others. */
    TIME("by time: every test row begins after every training row"),
    /** As by time, but class by class, for classes that are there for a part of the time only. */
    TIME_PER_CLASS("by time within each class: every test row begins after every training row of its class"),
    /** No host is the source of flows on both sides. */
    HOST("by host: no source address is on both sides"),
    /** By a hash of the flow's visible values. */
    RANDOM("at random: rows of one host and period are on both sides, so this measures labels of the same network");

    private final String words;

    SplitKind(String words) {
        this.words = words;
    }

    /** What it promises. */
    public String words() {
        return words;
    }

    /** As users write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of a name; per class is for {@link #TIME} to fall back on, not for users to ask for. */
    public static SplitKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind != TIME_PER_CLASS
                        && kind.label().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> EvaluationErrors.unknownSplit(
                        name,
                        Arrays.stream(values())
                                .filter(kind -> kind != TIME_PER_CLASS)
                                .map(SplitKind::label)
                                .toList()));
    }
}
