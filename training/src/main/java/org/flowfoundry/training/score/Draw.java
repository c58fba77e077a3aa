package org.flowfoundry.training.score;

import java.util.SplittableRandom;
import org.flowfoundry.training.sequence.SeriesEncoder;

/** Draws from the distributions over bins that a model gives. */
final class Draw {

    private Draw() {}

    /**
     * The windows until the next activity, given that there were more than some.
     *
     * @param probabilities (elapsed bins) in an array, from {@code from} on
     * @param more than this many, at least 0
     */
    static int elapsed(SeriesEncoder encoder, float[] probabilities, int from, int more, SplittableRandom random) {
        int bins = encoder.elapsedBins();
        double[] weights = new double[bins];
        double sum = 0;
        for (int bin = 1; bin < bins; bin++) {
            weights[bin] = probabilities[from + bin] * shareAbove(encoder, bin, more);
            sum += weights[bin];
        }
        double left = random.nextDouble() * sum;
        int chosen = bins - 1;
        for (int bin = 1; bin < bins - 1; bin++) {
            left -= weights[bin];
            if (left < 0) {
                chosen = bin;
                break;
            }
        }
        int least = Math.max(first(encoder, chosen), more + 1);
        int end = Math.max(least + 1, end(encoder, chosen, least));
        return least + random.nextInt(end - least);
    }

    /** Of the counts in a bin, the share above a number. */
    private static double shareAbove(SeriesEncoder encoder, int bin, int more) {
        int first = first(encoder, bin);
        if (more < first || bin == encoder.elapsedBins() - 1) {
            return 1;
        }
        int end = end(encoder, bin, first);
        return Math.max(0, end - 1 - more) / (double) (end - first);
    }

    private static int first(SeriesEncoder encoder, int bin) {
        return encoder.elapsedEdges()[bin - 1];
    }

    /** The first count after a bin; for the last, which has no end, twice as far as its median is, or its least count. */
    private static int end(SeriesEncoder encoder, int bin, int least) {
        if (bin < encoder.elapsedBins() - 1) {
            return encoder.elapsedEdges()[bin];
        }
        return Math.max(2 * encoder.elapsedCenters()[bin - 1] - first(encoder, bin) + 1, 2 * least);
    }

    /**
     * A transformed value of a feature; NaN where it is drawn to be missing.
     *
     * @param probabilities (bins) of the feature
     */
    static float value(SeriesEncoder encoder, int feature, float[] probabilities, SplittableRandom random) {
        if (random.nextDouble() < probabilities[SeriesEncoder.MISSING]) {
            return Float.NaN;
        }
        return encoder.quantile(feature, probabilities, random.nextDouble());
    }
}
