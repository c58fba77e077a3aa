package org.flowfoundry.training.graph;

import java.io.Serializable;
import java.util.List;

/**
 * A piece and what its flows are in the lake: for inference, in which every flow is answered exactly once.
 *
 * @param keys of the flows, in order
 * @param stretch a hash of the flows that it was cut from
 * @param number of the piece among those cut from the same, from 0
 */
public record KeyedPiece(Piece piece, List<Key> keys, long stretch, int number) {

    public KeyedPiece {
        keys = List.copyOf(keys);
    }

    /**
     * Which record a flow is.
     *
     * @param file {@code source_file}
     * @param record {@code source_record}
     */
    public record Key(String file, long record) implements Serializable {}
}
