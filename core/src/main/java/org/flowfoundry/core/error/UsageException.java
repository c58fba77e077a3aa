package org.flowfoundry.core.error;

/** The command line or the configuration asks for something that cannot be; ends the command with exit code 2. */
public final class UsageException extends UserException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
