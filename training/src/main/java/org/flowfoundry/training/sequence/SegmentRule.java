package org.flowfoundry.training.sequence;

import java.io.Serializable;

/**
 * How a host's windows are cut into segments.
 *
 * @param context most tokens of a segment, and tokens per row
 * @param overlap windows at the start of each segment but a host's first that are there as context only
 * @param windowSeconds length of a window
 */
public record SegmentRule(int context, int overlap, int windowSeconds) implements Serializable {

    static final int MOST_CONTEXT = 65_536;

    public SegmentRule {
        if (context < 2 || context > MOST_CONTEXT || overlap < 1 || overlap >= context || windowSeconds < 1) {
            throw new IllegalArgumentException("context " + context + ", overlap " + overlap + ", window of "
                    + windowSeconds + " s: the context must lie between 2 and " + MOST_CONTEXT
                    + ", the overlap between 1 and below the context");
        }
    }

    /** The bytes of a row's arrays. */
    int rowBytes(int features) {
        int perToken = features * Float.BYTES + Long.BYTES + 3 * Integer.BYTES + Float.BYTES + 1;
        return Math.multiplyExact(context, perToken);
    }

    /** Every window is predicted with at least half a context of history, where there is that much. */
    public static SegmentRule half(int context, int windowSeconds) {
        return new SegmentRule(context, Math.max(1, context / 2), windowSeconds);
    }
}
