package org.flowfoundry.training.tabular;

import java.util.Random;

/**
 * Rows of fields of which each class has a pattern of its own, over which noise lies, and one field of three columns. Some fields
 * are absent in some rows: 0, and 1 in the column that says so.
 */
final class ToyRows {

    static final int CLASSES = 3;
    private static final int AMOUNTS = 12;

    final float[][] rows;
    final int[] labels;

    ToyRows(int count, long seed) {
        Random random = new Random(seed);
        rows = new float[count][];
        labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(CLASSES);
            rows[i] = row(labels[i], random);
        }
    }

    /** The field of each column: the amounts, the name's three columns, and the first amount's absence. */
    static int[] fields() {
        int[] fields = new int[AMOUNTS + 4];
        for (int j = 0; j < fields.length; j++) {
            fields[j] = Math.min(j, AMOUNTS);
        }
        fields[AMOUNTS + 3] = 0;
        return fields;
    }

    /** What a class is shows in how its fields go together, not in any of them. */
    private static float[] row(int label, Random random) {
        float[] row = new float[AMOUNTS + 4];
        double hidden = random.nextGaussian();
        for (int j = 0; j < AMOUNTS; j++) {
            double sign = (j * (label + 1)) % 5 < 2 ? 1 : -1;
            row[j] = (float) (sign * hidden + 0.3 * random.nextGaussian());
        }
        row[AMOUNTS + random.nextInt(3)] = 1;
        if (random.nextInt(10) == 0) {
            row[0] = 0;
            row[AMOUNTS + 3] = 1;
        }
        return row;
    }
}
