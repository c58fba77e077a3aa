package org.flowfoundry.generation.diffusion;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which rows of a batch are the same so far: the network looks at each such state once. All rows begin in one.
 *
 * <p>With one order of slots for the batch, states part where rows got different tokens, and never meet again.
 */
final class RowStates {

    private final int[] ofRow;
    private int[] example;

    /** @param tokens (rows, slots): what is known of each row from the start */
    RowStates(int[][] tokens) {
        this.ofRow = new int[tokens.length];
        Map<String, Integer> known = new HashMap<>();
        for (int row = 0; row < ofRow.length; row++) {
            ofRow[row] = known.computeIfAbsent(Arrays.toString(tokens[row]), same -> known.size());
        }
        number(known.size());
    }

    private void number(int count) {
        example = new int[count];
        for (int row = ofRow.length - 1; row >= 0; row--) {
            example[ofRow[row]] = row;
        }
    }

    int of(int row) {
        return ofRow[row];
    }

    /** (states): a row that is in each. */
    int[] examples() {
        return example;
    }

    /** Parts states by the tokens that rows got. */
    void part(int[][] tokens, int[] slots) {
        for (int slot : slots) {
            if (example.length == ofRow.length) {
                return;
            }
            Map<Long, Integer> known = new HashMap<>();
            for (int row = 0; row < ofRow.length; row++) {
                long key = (long) ofRow[row] << Integer.SIZE | tokens[row][slot];
                ofRow[row] = known.computeIfAbsent(key, same -> known.size());
            }
            number(known.size());
        }
    }
}
