package org.flowfoundry.training.collective;

/** A worker is gone or too slow; the stage must fail, so that Spark tries it again from the last checkpoint. */
public final class LostPeerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LostPeerException(String message, Throwable cause) {
        super(message, cause);
    }
}
