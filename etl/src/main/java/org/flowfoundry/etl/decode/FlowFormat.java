package org.flowfoundry.etl.decode;

import java.io.IOException;
import java.util.Optional;

/** A format of flow exports. Implementations are stateless, have a public constructor, and are found by ServiceLoader. */
public interface FlowFormat {

    /** The name that {@code --format} takes. */
    String name();

    /** One line for the help text. */
    String description();

    /** Whether a file that begins like this is of this format. Several formats must not claim the same file. */
    boolean recognizes(InputHead head);

    /**
     * Why a file that begins like this cannot be of this format, as the reason under which all of it is quarantined; empty
     * where reading it makes sense. Told before {@link #survey} and {@link #open}, with a head that is not empty.
     */
    Optional<String> rejects(InputHead head);

    /**
     * The first pass: reads as much of the file as it takes to know its splits and what its records teach.
     *
     * @param splitBytes the size a split should have, where the format can be split; {@link Long#MAX_VALUE} for no splits
     */
    default Survey survey(ByteSource source, long splitBytes) throws IOException {
        return Survey.WHOLE;
    }

    /** Opens a split for decoding. */
    FlowReader open(DecodeRequest request) throws IOException;
}
