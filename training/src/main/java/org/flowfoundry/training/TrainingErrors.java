package org.flowfoundry.training;

import java.time.Instant;
import org.flowfoundry.core.error.UserException;

/** The errors that training, adaptation, scoring and the registry answer the user with: what, why, how to mend it. */
public final class TrainingErrors {

    private TrainingErrors() {}

    public static UserException tooFewSequences(long found, long needed) {
        return new UserException("Only " + found + " host windows can be trained on, of " + needed
                + " needed. Take more days or domains (--date, --domain), or smaller windows in features.");
    }

    public static UserException windowsOverlap(String domain, String host, long before, long start, int windowSeconds) {
        return new UserException("Table host_series holds windows of host " + host + " in domain " + domain
                + " that start at " + Instant.ofEpochSecond(before) + " and " + Instant.ofEpochSecond(start)
                + ", which are not a number of windows of " + windowSeconds + " s apart. Make the table again with one"
                + " window length: `flowfoundry features`, all dates of it.");
    }
}
