package org.flowfoundry.training.tabular;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.flowfoundry.training.tensor.HostArrays;

/**
 * What a network gets of a row: its columns, and those with many different values also piecewise linear (Gorishniy et al. 2022),
 * so that a step at some value need not be learned from a straight line.
 *
 * @param fields (columns): the field that each column belongs to, numbered from 0
 * @param edges (columns): of the bins, rising; none where a column has no bins
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record RowInputs(int[] fields, float[][] edges) implements Serializable {

    private static final int MOST_BINS = 6;
    private static final int FEW_VALUES = 8;

    /** Bins with as many of the different values each. */
    static RowInputs fit(float[][] pool, int[] fields) {
        if (pool.length == 0 || pool[0].length != fields.length) {
            throw new IllegalArgumentException("Rows of " + (pool.length == 0 ? "nothing" : pool[0].length + " columns")
                    + " for " + fields.length + " columns with fields");
        }
        float[][] edges = new float[fields.length][];
        for (int j = 0; j < fields.length; j++) {
            edges[j] = edges(pool, j);
        }
        return new RowInputs(fields.clone(), edges);
    }

    private static float[] edges(float[][] pool, int column) {
        float[] values = new float[pool.length];
        int different = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = pool[i][column];
        }
        Arrays.sort(values);
        for (int i = 0; i < values.length; i++) {
            if (i == 0 || values[i] != values[i - 1]) {
                values[different++] = values[i];
            }
        }
        if (different <= FEW_VALUES) {
            return new float[0];
        }
        float[] edges = new float[MOST_BINS + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = values[i * (different - 1) / MOST_BINS];
        }
        return edges;
    }

    int columns() {
        return fields.length;
    }

    /** How many fields there are. */
    int fieldCount() {
        return Arrays.stream(fields).max().orElse(-1) + 1;
    }

    /** How many numbers a row becomes. */
    int width() {
        return columns()
                + Arrays.stream(edges)
                        .mapToInt(some -> Math.max(0, some.length - 1))
                        .sum();
    }

    /** (rows, columns) to (rows, width). */
    NDArray array(float[][] rows, NDManager step) {
        return HostArrays.floats(step, new Shape(rows.length, width()), into -> {
            for (float[] row : rows) {
                put(row, into);
            }
        });
    }

    private void put(float[] row, FloatBuffer into) {
        into.put(row);
        for (int j = 0; j < row.length; j++) {
            float[] bins = edges[j];
            for (int bin = 0; bin + 1 < bins.length; bin++) {
                float share = (row[j] - bins[bin]) / (bins[bin + 1] - bins[bin]);
                into.put(Math.max(0, Math.min(1, share)) - 0.5f);
            }
        }
    }
}
