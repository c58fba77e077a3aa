package org.flowfoundry.training;

import org.flowfoundry.core.error.UserException;

/** The errors that training, adaptation, scoring and the registry answer the user with: what, why, how to mend it. */
public final class TrainingErrors {

    private TrainingErrors() {}

    public static UserException tooFewSequences(long found, long needed) {
        return new UserException("Only " + found + " host windows can be trained on, of " + needed
                + " needed. Take more days or domains (--date, --domain), or smaller windows in features.");
    }
}
