package org.flowfoundry.generation.diffusion;

import java.io.Serializable;

/**
 * What a network has to know of the slots of a row.
 *
 * @param sizes (slots): how many tokens each has
 * @param classSlot which of them tells the class of a row, which is given when rows are made; or {@link #NONE}
 * @param places (slots): null; but of a slot that says where in the bin of the slot before it a number lies, (tokens of that
 *     slot x tokens): the logarithms of how often it lies there, from which the network has only to learn what else decides it
 * @param learned (tokens of the class slot): how many times as often as it occurs each class was learned; null = as often. A
 *     class that is not given is drawn before all else, and as often as it occurs
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Slots(int[] sizes, int classSlot, float[][] places, float[] learned) implements Serializable {

    /** No slot. */
    public static final int NONE = -1;

    public Slots {
        boolean sound = sizes.length > 0 && places.length == sizes.length && classSlot < sizes.length;
        for (int slot = 0; sound && slot < sizes.length; slot++) {
            sound = places[slot] == null || slot > 0 && places[slot].length == sizes[slot - 1] * sizes[slot];
        }
        sound &= learned == null || classSlot >= 0 && learned.length == sizes[classSlot];
        if (!sound) {
            throw new IllegalArgumentException("places belong to a slot each, and to the one before it");
        }
    }

    /** Slots none of which has to do with another. */
    public static Slots of(int... sizes) {
        return new Slots(sizes, NONE, new float[sizes.length][], null);
    }

    /** The same, with classes that were learned more often than they occur. */
    public Slots withLearned(float[] times) {
        return new Slots(sizes, classSlot, places, times);
    }

    int count() {
        return sizes.length;
    }

    /** Whether a slot says where in a bin a number lies. */
    boolean isPlace(int slot) {
        return places[slot] != null;
    }
}
