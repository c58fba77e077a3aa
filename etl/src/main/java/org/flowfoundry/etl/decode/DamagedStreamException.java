package org.flowfoundry.etl.decode;

import java.io.IOException;

/**
 * A compressed file's bytes cannot be decompressed from some place on: the file was cut short or damaged. Thrown by a
 * source's stream after every byte before that place was handed out, so it is news about the file's content, not a failure
 * to read it. Decoders let it pass; {@link org.flowfoundry.etl.decode.compression.DamageTolerantFormat} ends their flows
 * there. The message is fit to be a quarantine reason.
 */
public final class DamagedStreamException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long offset;

    /** @param offset bytes of decompressed data before the damage */
    public DamagedStreamException(String message, long offset, Throwable cause) {
        super(message, cause);
        this.offset = offset;
    }

    /** The number of decompressed bytes before the damage. */
    public long offset() {
        return offset;
    }
}
