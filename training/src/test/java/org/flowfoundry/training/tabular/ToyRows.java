package org.flowfoundry.training.tabular;

import java.util.Random;

/**
 * Rows of a few kinds, of which a class has two: half of the amounts show the kind, each for itself badly, and half are noise; a
 * name of three columns is noise, too. The first amount is absent in some rows: 0, and 1 in the column that says so.
 */
final class ToyRows {

    static final int CLASSES = 3;
    private static final int KINDS = 2 * CLASSES;
    private static final int AMOUNTS = 16;
    private static final boolean[][] HIGH = new boolean[KINDS][AMOUNTS / 2];

    static {
        Random random = new Random(11);
        for (boolean[] kind : HIGH) {
            for (int j = 0; j < kind.length; j++) {
                kind[j] = random.nextBoolean();
            }
        }
    }

    final float[][] rows;
    final int[] labels;

    ToyRows(int count, long seed) {
        Random random = new Random(seed);
        rows = new float[count][];
        labels = new int[count];
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(KINDS);
            labels[i] = kind % CLASSES;
            rows[i] = row(HIGH[kind], random);
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

    private static float[] row(boolean[] high, Random random) {
        float[] row = new float[AMOUNTS + 4];
        for (int j = 0; j < AMOUNTS; j++) {
            double level = j >= high.length ? 0 : high[j] ? 1 : -1;
            row[j] = (float) (level + (level == 0 ? 1.2 : 0.6) * random.nextGaussian());
        }
        row[AMOUNTS + random.nextInt(3)] = 1;
        if (random.nextInt(10) == 0) {
            row[0] = 0;
            row[AMOUNTS + 3] = 1;
        }
        return row;
    }
}
