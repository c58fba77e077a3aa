package org.flowfoundry.training.tabular;

import java.util.SplittableRandom;

/**
 * Rows, and what is left of them where fields are swapped for those of other rows.
 *
 * @param clean (rows, columns)
 * @param corrupted (rows, columns)
 * @param swapped (rows, fields)
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record RowBatch(float[][] clean, float[][] corrupted, boolean[][] swapped) {

    /**
     * Swaps each field, with all of its columns, with a probability; for a row drawn from the whole pool.
     *
     * @param chosen numbers of the rows
     */
    static RowBatch draw(float[][] pool, int[] chosen, RowInputs inputs, double probability, SplittableRandom random) {
        RowBatch batch =
                new RowBatch(new float[chosen.length][], new float[chosen.length][], new boolean[chosen.length][]);
        for (int i = 0; i < chosen.length; i++) {
            float[] row = pool[chosen[i]];
            float[] corrupted = row.clone();
            boolean[] swapped = new boolean[inputs.fieldCount()];
            float[][] others = new float[swapped.length][];
            for (int field = 0; field < swapped.length; field++) {
                swapped[field] = random.nextDouble() < probability;
                others[field] = pool[random.nextInt(pool.length)];
            }
            for (int j = 0; j < corrupted.length; j++) {
                int field = inputs.fields()[j];
                corrupted[j] = swapped[field] ? others[field][j] : row[j];
            }
            batch.clean[i] = row;
            batch.corrupted[i] = corrupted;
            batch.swapped[i] = swapped;
        }
        return batch;
    }

    int rows() {
        return clean.length;
    }
}
