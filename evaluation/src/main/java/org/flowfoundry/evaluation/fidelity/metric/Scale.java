package org.flowfoundry.evaluation.fidelity.metric;

import java.io.Serializable;

/** Numbers on a scale where the training part spans 0 to 1, after a logarithm that keeps the sign. */
public record Scale(double low, double span) implements Serializable {

    /** The scale of a training part; one of a single value, or of none, has span 1. */
    public static Scale of(double[] training) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : training) {
            if (!Double.isNaN(value)) {
                low = Math.min(low, logarithm(value));
                high = Math.max(high, logarithm(value));
            }
        }
        boolean spans = high > low;
        return new Scale(low <= high ? low : 0, spans ? high - low : 1);
    }

    /** NaN stays NaN. */
    public double at(double value) {
        return (logarithm(value) - low) / span;
    }

    /** The value at a place of the scale. */
    public double value(double place) {
        double logarithm = place * span + low;
        return Math.signum(logarithm) * Math.expm1(Math.abs(logarithm));
    }

    /** log(1 + value), odd; NaN stays NaN. */
    static double logarithm(double value) {
        return Math.signum(value) * Math.log1p(Math.abs(value));
    }
}
