package org.flowfoundry.training.sequence;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an even sample of a distribution into at most so many bins of about equal probability. A value as likely as a bin gets
 * one of its own, and what is left of the bins is shared among the others; so all bins are used wherever there are as many
 * distinct values.
 */
final class QuantileBins {

    private QuantileBins() {}

    /**
     * A run of the sample.
     *
     * @param from index of its first value
     * @param to index after its last
     */
    record Run(int from, int to) {

        int size() {
            return to - from;
        }

        /** The index of its median. */
        int middle() {
            return from + (size() - 1) / 2;
        }
    }

    /**
     * @param sorted sample in increasing order, with repetitions; not empty
     * @param most number of bins
     * @return the bins in order; equal values are never in two
     */
    static List<Run> of(double[] sorted, int most) {
        List<Run> ties = ties(sorted);
        if (ties.size() <= most) {
            return ties;
        }
        List<Run> bins = new ArrayList<>();
        int next = 0;
        while (next < ties.size()) {
            int from = ties.get(next).from();
            int left = most - bins.size();
            double target = (double) (sorted.length - from) / left;
            int to = ties.get(next).to();
            next++;
            while (next < ties.size()
                    && (left == 1 || to - from + ties.get(next).size() / 2.0 <= target)) {
                to = ties.get(next).to();
                next++;
            }
            bins.add(new Run(from, to));
        }
        return bins;
    }

    /** The runs of equal values. */
    private static List<Run> ties(double[] sorted) {
        List<Run> ties = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                ties.add(new Run(from, i));
                from = i;
            }
        }
        return ties;
    }
}
