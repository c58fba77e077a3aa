package org.flowfoundry.training.model;

import java.io.Serializable;
import java.nio.FloatBuffer;
import org.flowfoundry.training.sequence.SeriesEncoder;

/**
 * What training aims at instead of the one bin that came: neighbouring bins of an order are nearly right, and nothing is
 * certain. Evaluation always asks for the bin that came.
 *
 * @param labelSmoothing share of the target spread evenly over the feature's bins (Szegedy et al. 2016); 0 to below 1
 * @param ordinalWidth standard deviation, in bins, of a bell around a positive bin that its share goes to, among the positive
 *     bins; 0 = none
 */
public record Targets(double labelSmoothing, double ordinalWidth) implements Serializable {

    /** The bin that came and nothing else. */
    public static final Targets HARD = new Targets(0, 0);

    private static final double WIDEST = 10;

    public Targets {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException("labelSmoothing must lie in 0 to below 1, not " + labelSmoothing);
        }
        if (!(ordinalWidth >= 0 && ordinalWidth <= WIDEST)) {
            throw new IllegalArgumentException("ordinalWidth must lie in 0 to " + WIDEST + ", not " + ordinalWidth);
        }
    }

    boolean isHard() {
        return labelSmoothing == 0 && ordinalWidth == 0;
    }

    /** Writes the target distribution of each feature's bins, (features, bins, bins), into zeros. */
    void fill(FloatBuffer into, SeriesEncoder encoder) {
        int bins = encoder.bins();
        for (int f = 0; f < encoder.features().size(); f++) {
            int used = encoder.binsUsed(f);
            for (int bin = 0; bin < used; bin++) {
                int row = (f * bins + bin) * bins;
                spread(into, row, bin, used);
                for (int other = 0; other < used; other++) {
                    double share = (1 - labelSmoothing) * into.get(row + other) + labelSmoothing / used;
                    into.put(row + other, (float) share);
                }
            }
        }
    }

    private void spread(FloatBuffer into, int row, int bin, int used) {
        if (ordinalWidth == 0 || bin <= SeriesEncoder.ZERO) {
            into.put(row + bin, 1);
            return;
        }
        double sum = 0;
        for (int other = SeriesEncoder.ZERO + 1; other < used; other++) {
            sum += bell(other - bin);
        }
        for (int other = SeriesEncoder.ZERO + 1; other < used; other++) {
            into.put(row + other, (float) (bell(other - bin) / sum));
        }
    }

    private double bell(int distance) {
        return Math.exp(-0.5 * distance * distance / (ordinalWidth * ordinalWidth));
    }
}
