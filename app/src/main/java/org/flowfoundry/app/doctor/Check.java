package org.flowfoundry.app.doctor;

import java.io.Serializable;
import java.util.Locale;

/**
 * The outcome of one check.
 *
 * @param where the machine and JVM: {@code driver}, or {@code executor ID on HOST}
 * @param detail what was found, and what to do where that is not good
 */
public record Check(Status status, String where, String name, String detail) implements Serializable {

    /** How a check ended. */
    public enum Status {
        OK,
        WARNING,
        FAILED
    }

    /** One line for a person. */
    public String line() {
        return String.format(Locale.ROOT, "%-8s  %-12s  %-8s  %s", status.name().toLowerCase(Locale.ROOT), where, name, detail);
    }
}
