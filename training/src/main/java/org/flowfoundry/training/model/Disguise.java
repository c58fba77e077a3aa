package org.flowfoundry.training.model;

import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * What training keeps from the network, so that it learns to do without: the features of some windows, to be reconstructed,
 * and the day of the week in half of the rows, because a network may later meet days that it was never trained on.
 *
 * @param windows tokens whose features are not shown
 * @param rows rows whose days of the week are not shown
 */
record Disguise(BitSet windows, BitSet rows) {

    static final Disguise NONE = new Disguise(new BitSet(), new BitSet());

    private static final double ROW_SHARE = 0.5;

    /** The same for the same seed. */
    static Disguise draw(EncodedBatch encoded, double windowShare, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BitSet rows = new BitSet();
        for (int row = 0; row < encoded.batch().rows(); row++) {
            rows.set(row, random.nextDouble() < ROW_SHARE);
        }
        BitSet windows = new BitSet();
        for (int token = 0; windowShare > 0 && token < encoded.tokens(); token++) {
            windows.set(token, random.nextDouble() < windowShare && encoded.isWindow(token));
        }
        return new Disguise(windows, rows);
    }
}
