package org.flowfoundry.etl.export;

/** What becomes of flows without any time where the format cannot do without one. */
public enum UndatedFlows {
    /** The export fails, before it has written anything. */
    REFUSE,
    /** They begin and end at midnight (UTC) of the day they are filed under. */
    MIDNIGHT,
    /** They are left out, and counted. */
    SKIP
}
