package org.flowfoundry.training;

import org.flowfoundry.core.error.UserException;

/** A file or folder is not what was once written: cut short, altered, or in another's place. */
public final class DamagedException extends UserException {

    private static final long serialVersionUID = 1L;

    DamagedException(String message, Throwable cause) {
        super(message, cause);
    }

    DamagedException(String message) {
        super(message);
    }
}
