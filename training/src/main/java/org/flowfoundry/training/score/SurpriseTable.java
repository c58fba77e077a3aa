package org.flowfoundry.training.score;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How surprising validation windows are to a model, so that the surprise of any window can be told as a share of these.
 * Saved with the model.
 *
 * @param quantiles values that equal shares of the validation windows lie between, from the least to the greatest, nats
 */
public record SurpriseTable(double[] quantiles) implements Serializable {

    /** File of the table in a model's folder. */
    public static final String FILE = "surprise.json";

    static final int STEPS = 1_000;
    private static final int MOST = 1_000_000;

    public SurpriseTable {
        if (quantiles == null || quantiles.length < 2 || quantiles.length > MOST) {
            throw new IllegalArgumentException("quantiles must be 2 to " + MOST);
        }
        for (int i = 0; i < quantiles.length; i++) {
            if (!Double.isFinite(quantiles[i]) || i > 0 && quantiles[i] < quantiles[i - 1]) {
                throw new IllegalArgumentException("quantiles must be finite and must not decrease");
            }
        }
    }

    /** The table of some surprises, in any order. */
    public static SurpriseTable of(double[] surprises) {
        double[] sorted = surprises.clone();
        Arrays.sort(sorted);
        double[] quantiles = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            quantiles[i] = sorted[(int) Math.round(i * (sorted.length - 1.0) / STEPS)];
        }
        return new SurpriseTable(quantiles);
    }

    /** The share of validation windows with less surprise, 0 to 1; of equal ones, half count as less. */
    public double share(double surprise) {
        double steps = quantiles.length - 1.0;
        int below = firstNotBelow(surprise);
        int notAbove = firstNotBelow(Math.nextUp(surprise));
        if (notAbove > below) {
            return (below + notAbove - 1) / 2.0 / steps;
        }
        if (below == 0 || below == quantiles.length) {
            return below == 0 ? 0 : 1;
        }
        double low = quantiles[below - 1];
        return (below - 1 + (surprise - low) / (quantiles[below] - low)) / steps;
    }

    private int firstNotBelow(double surprise) {
        int low = 0;
        int high = quantiles.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (quantiles[middle] < surprise) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
