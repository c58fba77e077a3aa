package org.flowfoundry.generation.diffusion;

import java.util.List;

/**
 * Rows of tokens.
 *
 * @param tokens (rows, slots)
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record TokenBatch(int[][] tokens) {

    public TokenBatch {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("a batch needs rows");
        }
    }

    /** Rows as one batch. */
    public static TokenBatch of(List<int[]> rows) {
        return new TokenBatch(rows.toArray(int[][]::new));
    }

    int rows() {
        return tokens.length;
    }

    int slots() {
        return tokens[0].length;
    }
}
