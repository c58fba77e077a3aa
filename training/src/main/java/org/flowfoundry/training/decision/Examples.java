package org.flowfoundry.training.decision;

import java.util.List;

/**
 * Labelled rows.
 *
 * @param classes the names of the classes; of two, the second is the one looked for
 * @param rows (rows, features): raw, NaN = missing
 * @param labels (rows): numbers of classes
 * @param origins (rows): what rows came from, a host: rows of one origin resemble each other
 */
public record Examples(List<String> classes, float[][] rows, int[] labels, List<String> origins) {

    public Examples {
        classes = List.copyOf(classes);
        origins = List.copyOf(origins);
        if (rows.length == 0 || rows.length != labels.length || rows.length != origins.size()) {
            throw new IllegalArgumentException("Rows, labels and origins must be as many");
        }
    }

    /** The rows of the smallest class. */
    int fewest() {
        int[] counts = new int[classes.size()];
        for (int label : labels) {
            counts[label]++;
        }
        int fewest = Integer.MAX_VALUE;
        for (int count : counts) {
            fewest = Math.min(fewest, count);
        }
        return fewest;
    }

    Examples select(int[] indices) {
        float[][] some = new float[indices.length][];
        int[] theirs = new int[indices.length];
        String[] from = new String[indices.length];
        for (int i = 0; i < indices.length; i++) {
            some[i] = rows[indices[i]];
            theirs[i] = labels[indices[i]];
            from[i] = origins.get(indices[i]);
        }
        return new Examples(classes, some, theirs, List.of(from));
    }
}
