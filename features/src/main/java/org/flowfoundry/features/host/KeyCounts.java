package org.flowfoundry.features.host;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * How often each key occurred, in bounded memory and mergeable: distinct keys, entropy and the share of the most frequent.
 *
 * <p>Exact up to {@value #EXACT_KEYS} distinct keys. Beyond that the distinct keys are an HLL estimate (Flajolet et al.
 * 2007; relative standard error 1.04 / sqrt(4096) = 1.6 %), and the counts are a frequent-items sketch (Misra and Gries
 * 1982; Anderson et al. 2017): the entropy is then that of the counts it still holds, with the remaining occurrences spread
 * evenly over the remaining keys, which is the largest entropy that agrees with what is known.
 */
final class KeyCounts {

    static final int EXACT_KEYS = 4096;

    private static final double LN_2 = Math.log(2);

    /** One of both is null. */
    private ExactCounts exact = new ExactCounts();

    private SketchedCounts sketched;

    void add(long key) {
        if (exact == null) {
            sketched.add(key, 1);
        } else {
            exact.add(key, 1);
            sketchIfMany();
        }
    }

    void append(KeyCounts later) {
        if (exact != null && later.exact != null) {
            exact.append(later.exact);
            sketchIfMany();
        } else {
            sketched = sketch();
            exact = null;
            sketched.append(later.sketch());
        }
    }

    /** Occurrences of all keys. */
    long total() {
        return exact == null ? sketched.total() : exact.total();
    }

    /** Distinct keys: exact up to {@value #EXACT_KEYS}, an estimate beyond. */
    long distinct() {
        return exact == null ? sketched.distinct() : exact.size();
    }

    /** Shannon entropy of the keys in bits; 0 for one key, null for none. */
    Double entropy() {
        double total = total();
        if (total == 0) {
            return null;
        }
        double held = 0;
        double entropy = 0;
        long[] counts = sortedCounts();
        for (long count : counts) {
            held += count;
            entropy += surprise(count / total, 1);
        }
        if (held < total) {
            entropy += surprise(1 - held / total, Math.max(1.0, (double) distinct() - counts.length));
        }
        return Math.max(0, entropy);
    }

    /** Share of the most frequent key, 0 to 1; null where there is none. */
    Double topShare() {
        long[] counts = sortedCounts();
        return counts.length == 0 ? null : (Double) ((double) counts[counts.length - 1] / total());
    }

    /** The distinct keys as an HLL sketch in the bytes that Spark's hll_sketch_estimate and hll_union read. */
    byte[] distinctSketch() {
        return sketch().distinctSketch();
    }

    void write(Output out) {
        out.writeBoolean(exact != null);
        if (exact == null) {
            sketched.write(out);
        } else {
            exact.write(out);
        }
    }

    static KeyCounts read(Input in) {
        KeyCounts counts = new KeyCounts();
        if (in.readBoolean()) {
            counts.exact = ExactCounts.read(in);
        } else {
            counts.exact = null;
            counts.sketched = SketchedCounts.read(in);
        }
        return counts;
    }

    private void sketchIfMany() {
        if (exact.size() > EXACT_KEYS) {
            sketched = sketch();
            exact = null;
        }
    }

    private SketchedCounts sketch() {
        return exact == null ? sketched : SketchedCounts.of(exact);
    }

    private long[] sortedCounts() {
        return exact == null ? sketched.sortedCounts() : exact.sortedCounts();
    }

    /** What keys that share a part of all occurrences evenly add to the entropy. */
    private static double surprise(double share, double keys) {
        return -share * Math.log(share / keys) / LN_2;
    }
}
