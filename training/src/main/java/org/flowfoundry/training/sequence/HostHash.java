package org.flowfoundry.training.sequence;

/**
 * A hash of a host that stays the same for ever, whatever Java or Spark: splits that are saved with a model depend on it.
 * FNV-1a over the UTF-16 units of domain and host, ended by the finalizer of SplitMix64 (Steele et al. 2014).
 */
public final class HostHash {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final double UNIT = 0x1.0p-53;

    private HostHash() {}

    /** A hash of a host of a domain under a seed. */
    public static long of(long seed, String domain, String host) {
        long hash = text(mixed(seed) ^ OFFSET, domain);
        // A unit that no text holds keeps "ab" + "c" from being "a" + "bc".
        hash = (hash ^ 0x10000) * PRIME;
        return mixed(text(hash, host));
    }

    /** Evenly spread in [0, 1). */
    static double unit(long seed, String domain, String host) {
        return (of(seed, domain, host) >>> 11) * UNIT;
    }

    /** A number whose bits all depend on all of another's. */
    public static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static long text(long hash, String text) {
        long result = hash;
        for (int i = 0; i < text.length(); i++) {
            result = (result ^ text.charAt(i)) * PRIME;
        }
        return result;
    }
}
