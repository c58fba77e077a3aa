package org.flowfoundry.generation.diffusion;

import java.io.Serializable;

/**
 * How rows are sampled.
 *
 * @param together slots that are told at once; 1 is the slowest and the best, since what is told at once is told independently
 * @param guidance how much more a condition counts than it did in training (Ho and Salimans 2022); 0 = as it did
 */
public record SamplingPlan(int together, double guidance) implements Serializable {

    /** One slot after the other, but for places in bins, which come together at the end. */
    public static final SamplingPlan ANCESTRAL = new SamplingPlan(1, 0);

    public SamplingPlan {
        if (together < 1 || !(guidance >= 0 && guidance <= 20)) {
            throw new IllegalArgumentException("slots are told 1 or more at once, with a guidance of 0 to 20");
        }
    }
}
