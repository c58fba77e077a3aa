package org.flowfoundry.core.lake;

/** Another writer changed the table in a way that this commit must not overlook. Nothing was committed. */
public final class CommitConflictException extends Exception {

    private static final long serialVersionUID = 1L;

    CommitConflictException(String message) {
        super(message);
    }

    CommitConflictException(String message, Throwable cause) {
        super(message, cause);
    }
}
