package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;

/**
 * Keys and values of the tokens that each of several sequences still sees, the newest last. Sequences that have seen fewer
 * than the others begin with slots that are masked. At most as many tokens are seen as in training; then the oldest go.
 */
final class KeyValueMemory {

    private final NDManager owner;
    private final int context;
    /** Of each sequence, how many slots from the last one back are its own. */
    private final int[] seen;
    /** Of each sequence, the place of its newest token in its row. */
    private final int[] positions;
    /** Keys and values of each layer in turn: (sequences, slots, heads, headWidth). */
    private final List<NDArray> slots = new ArrayList<>();

    private int slotCount;

    KeyValueMemory(NDManager owner, ModelConfig config, SequenceNetwork.Pass pass, PackedRows rows, int[] tokens) {
        this.owner = owner;
        this.context = config.context();
        this.seen = Arrays.stream(tokens).map(token -> rows.position(token) + 1).toArray();
        this.positions =
                Arrays.stream(tokens).map(token -> token % rows.length()).toArray();
        this.slotCount = Arrays.stream(seen).max().orElse(1);
        int headWidth = config.width() / config.heads();
        try (NDManager step = owner.newSubManager()) {
            NDArray indices = indices(step, tokens);
            for (NDArray layer : pass.layers()) {
                NDArray flat = layer.reshape(-1, config.width());
                NDArray chosen = Kernels.embedding(indices, flat);
                keep(chosen.reshape(tokens.length, slotCount, config.heads(), headWidth));
            }
        }
    }

    /** The tokens in the slots of each sequence: its own ones right-aligned, in front whichever. */
    private NDArray indices(NDManager step, int[] tokens) {
        return HostArrays.longs(step, new Shape(tokens.length, slotCount), into -> {
            for (int token : tokens) {
                for (int slot = 0; slot < slotCount; slot++) {
                    into.put(Math.max(0, token - slotCount + 1 + slot));
                }
            }
        });
    }

    private void keep(NDArray array) {
        array.attach(owner);
        slots.add(array);
    }

    /** Makes place for one more token in each sequence; gives the tokens' positions. */
    int[] grow() {
        slotCount = Math.min(slotCount + 1, context);
        for (int i = 0; i < seen.length; i++) {
            seen[i] = Math.min(seen[i] + 1, slotCount);
            positions[i]++;
        }
        return positions;
    }

    /** Appends the new token's keys or values, (sequences, 1, heads, headWidth), and gives all of them. */
    NDArray append(int which, NDArray newest) {
        NDArray before = slots.get(which);
        NDArray all = before.concat(newest, 1);
        before.close();
        long surplus = all.getShape().get(1) - slotCount;
        if (surplus > 0) {
            NDList parts = Kernels.split(all, 1, surplus, slotCount);
            all.close();
            all = parts.get(1).duplicate();
            parts.close();
        }
        slots.set(which, all);
        return all;
    }

    /** Added to the scores: (sequences, 1, 1, slots). */
    NDArray mask(NDManager step) {
        return HostArrays.floats(step, new Shape(seen.length, 1, 1, slotCount), into -> {
            float[] line = new float[slotCount];
            for (int own : seen) {
                Arrays.fill(line, 0, slotCount - own, Float.NEGATIVE_INFINITY);
                Arrays.fill(line, slotCount - own, slotCount, 0);
                into.put(line);
            }
        });
    }
}
