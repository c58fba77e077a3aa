package org.flowfoundry.generation.image;

/**
 * The cosine schedule in continuous time (Nichol and Dhariwal 2021, arXiv 2102.09672; Salimans and Ho 2022, arXiv 2202.00512):
 * at time t, z = alpha x + sigma e of data x and standard normal noise e, with alpha = cos(pi t / 2) and sigma = sin(pi t / 2).
 * What networks predict is the velocity v = alpha e - sigma x, whose scale is that of the data at every time.
 */
final class NoiseSchedule {

    /** Nearly no noise, and nearly nothing else: at 0 and 1 themselves ratios are not finite. */
    static final double FIRST = 0.001;

    static final double LAST = 0.999;

    private NoiseSchedule() {}

    /** What is left of the data. */
    static double alpha(double time) {
        return Math.cos(Math.PI / 2 * time);
    }

    /** The noise's standard deviation. */
    static double sigma(double time) {
        return Math.sin(Math.PI / 2 * time);
    }

    /** Half of the logarithm of the ratio of signal to noise. */
    static double logRatio(double time) {
        return Math.log(alpha(time) / sigma(time));
    }

    /**
     * Times from noise to data, evenly apart.
     *
     * @return (steps + 1)
     */
    static double[] times(int steps) {
        double[] times = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            times[i] = LAST + (FIRST - LAST) * i / steps;
        }
        return times;
    }

    /**
     * Times from noise to data whose log ratios are evenly apart: what methods of second order are made for.
     *
     * @return (steps + 1)
     */
    static double[] timesByRatio(int steps) {
        double[] times = new double[steps + 1];
        double first = logRatio(LAST);
        double last = logRatio(FIRST);
        for (int i = 0; i <= steps; i++) {
            times[i] = 2 / Math.PI * Math.atan(Math.exp(-(first + (last - first) * i / steps)));
        }
        return times;
    }
}
