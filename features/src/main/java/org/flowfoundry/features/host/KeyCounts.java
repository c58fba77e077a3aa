package org.flowfoundry.features.host;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.LongsSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/**
 * How often each key occurred, in bounded memory and mergeable: distinct keys, entropy and the share of the most frequent.
 *
 * <p>Exact up to {@value #EXACT_KEYS} distinct keys. Beyond that the distinct keys are an HLL estimate (Flajolet et al.
 * 2007; relative standard error 1.04 / sqrt(4096) = 1.6 %), and the counts are a frequent-items sketch (Misra and Gries
 * 1982; Anderson et al. 2017): the entropy is then that of the counts it still holds, with the remaining occurrences spread
 * evenly over the remaining keys, which is the largest entropy that agrees with what is known.
 */
final class KeyCounts {

    static final int EXACT_KEYS = 1024;

    private static final int MAP_SIZE = 2 * EXACT_KEYS;
    private static final int LG_REGISTERS = 12;
    private static final double LN_2 = Math.log(2);

    private LongsSketch counts = new LongsSketch(MAP_SIZE);
    /** Null while the counts are exact. */
    private HllSketch distinct;

    void add(long key) {
        counts.update(key);
        if (distinct != null) {
            distinct.update(key);
        } else if (counts.getNumActiveItems() >= EXACT_KEYS) {
            distinct = exactSketch();
        }
    }

    void append(KeyCounts later) {
        int keys = counts.getNumActiveItems() + later.counts.getNumActiveItems();
        if (distinct != null || later.distinct != null || keys >= EXACT_KEYS) {
            Union union = new Union(LG_REGISTERS);
            union.update(sketch());
            union.update(later.sketch());
            distinct = union.getResult(TgtHllType.HLL_8);
        }
        counts.merge(later.counts);
    }

    /** Occurrences of all keys. */
    long total() {
        return counts.getStreamLength();
    }

    /** Distinct keys: exact up to {@value #EXACT_KEYS}, an estimate beyond. */
    long distinct() {
        return distinct == null ? counts.getNumActiveItems() : Math.round(distinct.getEstimate());
    }

    /** Shannon entropy of the keys in bits; 0 for one key, null for none. */
    Double entropy() {
        double total = total();
        if (total == 0) {
            return null;
        }
        double held = 0;
        double entropy = 0;
        LongsSketch.Row[] rows = rows();
        for (LongsSketch.Row row : rows) {
            long count = row.getLowerBound();
            held += count;
            entropy -= count == 0 ? 0 : count / total * log2(count / total);
        }
        double rest = total - held;
        if (rest > 0) {
            double restKeys = Math.max(1, distinct() - rows.length);
            entropy -= rest / total * log2(rest / total / restKeys);
        }
        return Math.max(0, entropy);
    }

    /** Share of the most frequent key, 0 to 1; null where there is none. */
    Double topShare() {
        if (total() == 0) {
            return null;
        }
        long most = 0;
        for (LongsSketch.Row row : rows()) {
            most = Math.max(most, row.getLowerBound());
        }
        return (double) most / total();
    }

    /** The distinct keys as an HLL sketch in the bytes that Spark's hll_sketch_estimate and hll_union read. */
    byte[] toBytes() {
        return sketch().toCompactByteArray();
    }

    void write(DataOutput out) throws IOException {
        writeBytes(out, counts.toByteArray());
        writeBytes(out, distinct == null ? new byte[0] : distinct.toCompactByteArray());
    }

    static KeyCounts read(DataInput in) throws IOException {
        KeyCounts keys = new KeyCounts();
        keys.counts = LongsSketch.getInstance(Memory.wrap(readBytes(in)));
        byte[] sketch = readBytes(in);
        keys.distinct = sketch.length == 0 ? null : HllSketch.heapify(sketch);
        return keys;
    }

    private HllSketch sketch() {
        return distinct == null ? exactSketch() : distinct;
    }

    /** Right only while the counts are exact: then they hold every key. */
    private HllSketch exactSketch() {
        HllSketch sketch = new HllSketch(LG_REGISTERS, TgtHllType.HLL_8);
        for (LongsSketch.Row row : rows()) {
            sketch.update(row.getItem());
        }
        return sketch;
    }

    private LongsSketch.Row[] rows() {
        return counts.getFrequentItems(0, ErrorType.NO_FALSE_NEGATIVES);
    }

    private static double log2(double value) {
        return Math.log(value) / LN_2;
    }

    private static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
