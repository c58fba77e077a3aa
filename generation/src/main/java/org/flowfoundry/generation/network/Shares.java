package org.flowfoundry.generation.network;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How unevenly a whole is shared, as the flows of a network by its pairs: the members, the smallest first, are cut into parts of
 * equally many, and each part has a share of the whole.
 *
 * @param members how many there are
 * @param parts their shares, adding up to one
 */
record Shares(long members, double[] parts) implements Serializable {

    /** Parts where there are members enough. */
    static final int PARTS = 32;

    Shares {
        if (members < 1
                || parts == null
                || parts.length == 0
                || !Arrays.stream(parts).allMatch(part -> part >= 0)) {
            throw new IllegalArgumentException("shares need members and parts of at least 0");
        }
    }

    /** What {@link #of} takes quantiles at. */
    static double[] quantiles() {
        double[] quantiles = new double[PARTS];
        Arrays.setAll(quantiles, part -> (part + 0.5) / PARTS);
        return quantiles;
    }

    /**
     * From quantiles of the members' amounts; the largest members, which a quantile misses, have what the others leave.
     *
     * @param total of all amounts
     * @param quantiles at {@link #quantiles()}
     */
    static Shares of(long members, double total, List<? extends Number> quantiles) {
        double[] parts = new double[PARTS];
        double sum = 0;
        for (int part = 0; part < PARTS; part++) {
            parts[part] = quantiles.get(part).doubleValue() / PARTS * members;
            sum += part < PARTS - 1 ? parts[part] : 0;
        }
        parts[PARTS - 1] = Math.max(parts[PARTS - 1], total - sum);
        double all = sum + parts[PARTS - 1];
        for (int part = 0; part < PARTS; part++) {
            parts[part] /= all;
        }
        return new Shares(members, parts);
    }

    /**
     * A member, the more probable the larger its share.
     *
     * @param uniform 0 to below 1
     * @return 0 to below members, the largest last
     */
    long draw(double uniform) {
        double left = uniform;
        int part = 0;
        while (part < parts.length - 1 && left >= parts[part]) {
            left -= parts[part];
            part++;
        }
        double within = parts[part] == 0 ? 0.5 : Math.min(1, left / parts[part]);
        return Math.max(0, Math.min(members - 1, (long) ((part + within) / parts.length * members)));
    }

    /** A member's share of the whole. */
    double of(long member) {
        int part = (int) Math.min(parts.length - 1, member * parts.length / members);
        return parts[part] * parts.length / members;
    }
}
