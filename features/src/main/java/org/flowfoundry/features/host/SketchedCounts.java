package org.flowfoundry.features.host;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.LongsSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/** How often each of many keys occurred, as two sketches: one of the distinct keys, one of the counts of frequent ones. */
final class SketchedCounts {

    private static final int LG_REGISTERS = 12;

    /** Three quarters of these are used: so many keys are counted. */
    private static final int FREQUENT_SLOTS = 4 * KeyCounts.EXACT_KEYS;

    private HllSketch distinct = new HllSketch(LG_REGISTERS, TgtHllType.HLL_8);
    private LongsSketch frequent = new LongsSketch(FREQUENT_SLOTS);

    static SketchedCounts of(ExactCounts exact) {
        SketchedCounts sketched = new SketchedCounts();
        exact.forEach(sketched::add);
        return sketched;
    }

    void add(long key, long times) {
        distinct.update(key);
        frequent.update(key, times);
    }

    void append(SketchedCounts later) {
        Union union = new Union(LG_REGISTERS);
        union.update(distinct);
        union.update(later.distinct);
        distinct = union.getResult(TgtHllType.HLL_8);
        frequent.merge(later.frequent);
    }

    long total() {
        return frequent.getStreamLength();
    }

    long distinct() {
        return Math.round(distinct.getEstimate());
    }

    /** Counts of the most frequent keys, none too high, the least first; they need not add up to all. */
    long[] sortedCounts() {
        long[] counts = Stream.of(frequent.getFrequentItems(0, ErrorType.NO_FALSE_NEGATIVES))
                .mapToLong(LongsSketch.Row::getLowerBound)
                .filter(count -> count > 0)
                .toArray();
        Arrays.sort(counts);
        return counts;
    }

    /** The sketch of distinct keys in the bytes that Spark's hll_sketch_estimate and hll_union read. */
    byte[] distinctSketch() {
        return distinct.toCompactByteArray();
    }

    void write(Output out) {
        writeBytes(out, distinct.toCompactByteArray());
        writeBytes(out, frequent.toByteArray());
    }

    static SketchedCounts read(Input in) {
        SketchedCounts counts = new SketchedCounts();
        counts.distinct = HllSketch.heapify(readBytes(in));
        counts.frequent = LongsSketch.getInstance(Memory.wrap(readBytes(in)));
        return counts;
    }

    private static void writeBytes(Output out, byte[] bytes) {
        out.writeVarInt(bytes.length, true);
        out.writeBytes(bytes);
    }

    private static byte[] readBytes(Input in) {
        return in.readBytes(in.readVarInt(true));
    }
}
