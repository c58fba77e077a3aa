package org.flowfoundry.etl.simulate.traffic;

/**
 * Random numbers that are the same on every machine and Java release: SplitMix64 (Steele, Lea, Flood: Fast Splittable
 * Pseudorandom Number Generators, 2014) with {@link StrictMath}. A stream has children by name and number that do not
 * depend on how far it was read, so adding a draw in one place changes nothing elsewhere.
 */
public final class RandomStream {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    /** Above this mean a Poisson or binomial count is drawn from the normal distribution that it comes close to. */
    private static final double NORMAL_FROM = 40;

    private final long seed;
    private long state;

    public RandomStream(long seed) {
        this.seed = seed;
        this.state = seed;
    }

    /** The stream of that name below this one. */
    public RandomStream child(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return child(hash);
    }

    /** The stream of that number below this one. */
    public RandomStream child(long number) {
        return new RandomStream(mix(mix(seed + GOLDEN_GAMMA) ^ mix(number * GOLDEN_GAMMA + 1)));
    }

    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, bound). */
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    public double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Standard normal, by Box and Muller. */
    public double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    public double exponential(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /** Log-normal with the given median; sigma is the standard deviation of its logarithm. */
    public double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * gaussian());
    }

    /** Pareto from {@code least} on; below alpha = 2 its variance has no bound, as with the sizes of real transfers. */
    public double pareto(double least, double alpha) {
        return least * StrictMath.pow(1 - uniform(), -1 / alpha);
    }

    /** How often something of that expected number happened. */
    public int poisson(double mean) {
        if (mean > NORMAL_FROM) {
            return (int) Math.max(0, StrictMath.round(mean + StrictMath.sqrt(mean) * gaussian()));
        }
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = uniform(); product > limit; product *= uniform()) {
            count++;
        }
        return count;
    }

    /** How many of {@code trials} succeeded, each with the given probability (between 0 and 1, both excluded). */
    public long binomial(long trials, double probability) {
        double mean = trials * probability;
        if (mean > NORMAL_FROM) {
            double spread = StrictMath.sqrt(mean * (1 - probability));
            return Math.max(0, Math.min(trials, StrictMath.round(mean + spread * gaussian())));
        }
        double gapScale = StrictMath.log(1 - probability);
        long successes = -1;
        long at = 0;
        do {
            successes++;
            at += 1 + (long) (StrictMath.log(1 - uniform()) / gapScale);
        } while (at <= trials);
        return successes;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
