package org.flowfoundry.etl.decode;

import java.io.Closeable;
import java.io.IOException;
import org.flowfoundry.core.flow.FlowBatch;

/**
 * Decodes one split of one file. Bad input never makes it throw: what cannot be read goes to the request's quarantine. An
 * {@link IOException} means that the file's bytes could not be had. Memory is bounded whatever the input.
 *
 * <p>A {@link DamagedStreamException} of the source is let through: the batch then holds the complete records before the
 * damage, and {@link org.flowfoundry.etl.decode.compression.DamageTolerantFormat} quarantines the rest.
 */
public interface FlowReader extends Closeable {

    /**
     * Clears the batch and fills it with the next records, up to its capacity.
     *
     * <p>Every row carries {@code source_record} and {@code source_offset}; {@code source_file} and the partition columns
     * are the caller's. {@code quality_flags} is left null where nothing is doubtful.
     *
     * @return false at the end of the split, with an empty batch
     */
    boolean read(FlowBatch batch) throws IOException;

    /** What was found so far besides the flows. */
    DecodeCounts counts();

    @Override
    void close() throws IOException;
}
