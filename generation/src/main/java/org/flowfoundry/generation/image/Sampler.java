package org.flowfoundry.generation.image;

/**
 * From noise to data.
 *
 * @param method how a step is made
 * @param steps evaluations of the network per sample
 * @param bound data lie between this and its negative; what is predicted beyond is cut off; infinite = not
 */
record Sampler(SamplingMethod method, int steps, double bound) {

    /** Velocities at one time: of (rows, size) to the same. */
    @FunctionalInterface
    interface Velocity {
        float[][] of(float[][] noisy, double time);
    }

    /** Standard normal noise for one row, in the form of a sample. */
    @FunctionalInterface
    interface Noise {
        float[] of(int row);
    }

    /**
     * Samples as many rows as the noise is asked for.
     *
     * @return (rows, size) predictions of the data at the last time
     */
    float[][] sample(int rows, Velocity velocity, Noise noise) {
        double[] times =
                method == SamplingMethod.DPM_SOLVER ? NoiseSchedule.timesByRatio(steps) : NoiseSchedule.times(steps);
        float[][] noisy = new float[rows][];
        for (int row = 0; row < rows; row++) {
            noisy[row] = noise.of(row);
        }
        float[][] before = null;
        for (int i = 0; i < steps; i++) {
            float[][] data = data(noisy, velocity.of(noisy, times[i]), times[i]);
            if (i == steps - 1) {
                return data;
            }
            Step step = Step.of(method, i, times, before != null);
            for (int row = 0; row < rows; row++) {
                step.apply(noisy[row], data[row], before == null ? null : before[row], step.random(row, noise));
            }
            before = data;
        }
        throw new IllegalStateException("No steps");
    }

    /** x = alpha z - sigma v. */
    private float[][] data(float[][] noisy, float[][] velocities, double time) {
        double alpha = NoiseSchedule.alpha(time);
        double sigma = NoiseSchedule.sigma(time);
        float[][] data = new float[noisy.length][];
        for (int row = 0; row < noisy.length; row++) {
            data[row] = new float[noisy[row].length];
            for (int i = 0; i < data[row].length; i++) {
                double predicted = alpha * noisy[row][i] - sigma * velocities[row][i];
                data[row][i] = (float) Math.max(-bound, Math.min(bound, predicted));
            }
        }
        return data;
    }

    /** A step's next sample: sample * z + latest * x + earlier * x of the step before + fresh * noise. */
    private record Step(double sample, double latest, double earlier, double fresh) {

        static Step of(SamplingMethod method, int i, double[] times, boolean hasBefore) {
            double alpha = NoiseSchedule.alpha(times[i]);
            double sigma = NoiseSchedule.sigma(times[i]);
            double nextAlpha = NoiseSchedule.alpha(times[i + 1]);
            double nextSigma = NoiseSchedule.sigma(times[i + 1]);
            return switch (method) {
                case ANCESTRAL -> {
                    double ratio = alpha / nextAlpha;
                    double fresh = nextSigma / sigma * Math.sqrt(Math.max(0, 1 - ratio * ratio));
                    yield towards(alpha, sigma, nextAlpha, nextSigma, fresh);
                }
                case DDIM -> towards(alpha, sigma, nextAlpha, nextSigma, 0);
                case DPM_SOLVER -> {
                    double span = NoiseSchedule.logRatio(times[i + 1]) - NoiseSchedule.logRatio(times[i]);
                    double gain = nextAlpha * -Math.expm1(-span);
                    double bend = 0;
                    if (hasBefore) {
                        double last = NoiseSchedule.logRatio(times[i]) - NoiseSchedule.logRatio(times[i - 1]);
                        bend = span / (2 * last);
                    }
                    yield new Step(nextSigma / sigma, gain * (1 + bend), -gain * bend, 0);
                }
            };
        }

        /** Of the noise e = (z - alpha x) / sigma so much stays that with the fresh one there is what there is to be. */
        private static Step towards(double alpha, double sigma, double nextAlpha, double nextSigma, double fresh) {
            double kept = Math.sqrt(Math.max(0, nextSigma * nextSigma - fresh * fresh)) / sigma;
            return new Step(kept, nextAlpha - kept * alpha, 0, fresh);
        }

        float[] random(int row, Noise noise) {
            return fresh > 0 ? noise.of(row) : null;
        }

        void apply(float[] noisy, float[] data, float[] before, float[] random) {
            for (int i = 0; i < noisy.length; i++) {
                double next = sample * noisy[i] + latest * data[i];
                next += before == null ? 0 : earlier * before[i];
                next += random == null ? 0 : fresh * random[i];
                noisy[i] = (float) next;
            }
        }
    }
}
