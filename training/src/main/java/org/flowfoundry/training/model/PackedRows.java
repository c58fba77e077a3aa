package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.BitSet;
import org.flowfoundry.training.tensor.HostArrays;

/** Which tokens of packed rows belong together: those of one segment, of which each sees itself and those before it. */
final class PackedRows {

    private final int rows;
    private final int length;
    private final int[] positions;

    PackedRows(EncodedBatch batch) {
        this.rows = batch.batch().rows();
        this.length = batch.batch().length();
        this.positions = new int[rows * length];
        for (int token = 0; token < positions.length; token++) {
            positions[token] = batch.isFirst(token) ? 0 : positions[token - 1] + 1;
        }
    }

    int rows() {
        return rows;
    }

    int length() {
        return length;
    }

    /** The token's place in its segment, from 0. */
    int position(int token) {
        return positions[token];
    }

    /** The places of all tokens: (rows, length). */
    NDArray positions(NDManager step) {
        return HostArrays.longs(step, new Shape(rows, length), into -> {
            for (int position : positions) {
                into.put(position);
            }
        });
    }

    /** What is added to attention scores: (rows, 1, length, length), 0 where the token sees, minus infinity elsewhere. */
    NDArray attentionMask(NDManager step) {
        return HostArrays.floats(step, new Shape(rows, 1, length, length), into -> {
            float[] line = new float[length];
            for (int token = 0; token < positions.length; token++) {
                int column = token % length;
                Arrays.fill(line, Float.NEGATIVE_INFINITY);
                Arrays.fill(line, column - positions[token], column + 1, 0);
                into.put(line);
            }
        });
    }

    /**
     * What makes means over the segment so far by a matrix product: (rows, length, length), in the row of a token 1 / n for
     * each of the n counted tokens that it sees.
     */
    NDArray averages(NDManager step, BitSet counted) {
        return HostArrays.floats(step, new Shape(rows, length, length), into -> {
            float[] line = new float[length];
            for (int token = 0; token < positions.length; token++) {
                int first = token - positions[token];
                int n = 0;
                for (int other = first; other <= token; other++) {
                    n += counted.get(other) ? 1 : 0;
                }
                Arrays.fill(line, 0);
                for (int other = first; other <= token; other++) {
                    line[other % length] = counted.get(other) ? 1f / n : 0;
                }
                into.put(line);
            }
        });
    }

    /** 0 at the first token of each segment, 1 elsewhere: (length, rows, 1). */
    NDArray continues(NDManager step) {
        return HostArrays.floats(step, new Shape(length, rows, 1), into -> {
            for (int column = 0; column < length; column++) {
                for (int row = 0; row < rows; row++) {
                    into.put(positions[row * length + column] == 0 ? 0 : 1);
                }
            }
        });
    }
}
