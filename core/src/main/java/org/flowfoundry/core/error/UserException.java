package org.flowfoundry.core.error;

import java.util.Objects;

/**
 * Something the user can mend. Its message says what is wrong with which thing, why, and what to do; it is printed as it
 * is, without a stack trace. Made by the error factories of the modules only.
 */
public class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(Objects.requireNonNull(message));
    }

    public UserException(String message, Throwable cause) {
        super(Objects.requireNonNull(message), cause);
    }
}
