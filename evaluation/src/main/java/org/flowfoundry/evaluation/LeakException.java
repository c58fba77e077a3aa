package org.flowfoundry.evaluation;

import org.flowfoundry.core.error.UserException;

/** What is tested was seen in training: the whole evaluation ends, whatever domains there are beside. */
public final class LeakException extends UserException {

    private static final long serialVersionUID = 1;

    LeakException(String message) {
        super(message);
    }
}
