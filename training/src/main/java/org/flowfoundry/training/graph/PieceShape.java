package org.flowfoundry.training.graph;

import java.io.Serializable;
import org.flowfoundry.training.TrainingErrors;

/**
 * How a network's flows are cut into pieces. Saved with a model, since what it has learned of are pieces of this shape.
 *
 * <p>With {@code slotSeconds} 0, a piece is so many consecutive flows and each slot has the same number of them, so that quiet
 * and busy networks, and those without times, give pieces of one size. Otherwise a piece is a window of {@code slots} time
 * slots. A window that is busier than a piece may be is cut by source: all flows of a source stay together, up to
 * {@code fanOut} of them; those of a busier source are dealt out by a hash of the flow. A destination of many sources is then
 * seen as a sample in each piece.
 *
 * @param flows of a piece at most
 * @param slots time slots of a piece: how far a network remembers
 * @param slotSeconds length of a slot; 0 = slots of equal numbers of flows
 * @param fanOut flows of one source that stay together in a window that is cut
 * @param seed draws which piece of a busy window a source goes to
 */
public record PieceShape(int flows, int slots, int slotSeconds, int fanOut, long seed) implements Serializable {

    /** 1,024 flows in 5 slots of equal numbers; 256 flows of a source stay together. */
    public static final PieceShape DEFAULT = new PieceShape(1024, 5, 0, 256, 1);

    private static final int MOST_FLOWS = 1 << 16;
    private static final int MOST_SLOTS = 64;
    private static final int LONGEST_SLOT = 86_400;
    private static final long MICROS = 1_000_000;

    public PieceShape {
        TrainingErrors.requireRange("piece-flows", flows, 2, MOST_FLOWS);
        TrainingErrors.requireRange("memory", slots, 1, Math.min(flows, MOST_SLOTS));
        TrainingErrors.requireRange("slot-seconds", slotSeconds, 0, LONGEST_SLOT);
        TrainingErrors.requireRange("fan-out", fanOut, 1, flows);
    }

    /** Whether slots have a length in time. */
    boolean timed() {
        return slotSeconds > 0;
    }

    /** Length of a window of all slots; 0 where slots have no length. */
    long windowMicros() {
        return slotSeconds * slots * MICROS;
    }

    /** The slot of a flow in its window. */
    int slotAt(long startMicros) {
        return (int) (Math.floorMod(startMicros, windowMicros()) / (slotSeconds * MICROS));
    }
}
