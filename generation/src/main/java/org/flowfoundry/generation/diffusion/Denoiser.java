package org.flowfoundry.generation.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.LayerNorm;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.InitialParameters;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * The network that completes rows of tokens some of which are masked: the embeddings of a row's tokens are added up, blocks of
 * two layers follow, and a layer per slot gives how likely each of its tokens is. What a token means depends on its slot, so
 * there is nothing for attention to find out, and a row costs what a few layers cost.
 */
final class Denoiser {

    private static final String TABLE = "tokens";
    private static final String LAST = "last/norm";

    private final DenoiserConfig config;
    private final Slots slots;
    private final int[] sizes;
    private final int[] offsets;
    private final ParameterLayout layout;
    private final int table;

    /** Beyond the tokens of a slot comes its mask. */
    Denoiser(DenoiserConfig config, Slots slots) {
        this.config = config;
        this.slots = slots;
        this.sizes = slots.sizes();
        this.offsets = new int[sizes.length];
        int rows = 0;
        for (int slot = 0; slot < sizes.length; slot++) {
            offsets[slot] = rows;
            rows += sizes[slot] + 1;
        }
        this.layout = layout(rows);
        this.table = layout.offset(TABLE);
    }

    private ParameterLayout layout(int tokens) {
        int width = config.width();
        List<ParameterSpec> specs = new ArrayList<>();
        specs.add(new ParameterSpec(TABLE, new int[] {tokens, width}, Initializer.NORMAL, false));
        for (int block = 0; block < config.blocks(); block++) {
            specs.addAll(LayerNorm.specs(name(block, "norm"), width));
            specs.addAll(Linear.specs(name(block, "up"), 2 * width, width));
            specs.addAll(Linear.specs(name(block, "down"), width, 2 * width));
        }
        specs.addAll(LayerNorm.specs(LAST, width));
        for (int slot = 0; slot < sizes.length; slot++) {
            specs.add(Linear.weight(head(slot), sizes[slot], width, Initializer.NORMAL));
            specs.add(Linear.bias(head(slot), sizes[slot]));
        }
        return new ParameterLayout(specs);
    }

    private static String name(int block, String part) {
        return "block/" + block + "/" + part;
    }

    private static String head(int slot) {
        return "slot/" + slot;
    }

    ParameterLayout layout() {
        return layout;
    }

    float[] initialParameters(long seed) {
        return InitialParameters.draw(layout, seed);
    }

    int slots() {
        return sizes.length;
    }

    /** Where in all parameters the embedding of a token begins. */
    int embeddingAt(int slot, int token) {
        return table + (offsets[slot] + token) * config.width();
    }

    int mask(int slot) {
        return sizes[slot];
    }

    /**
     * States of rows.
     *
     * @param tokens (rows, slots), {@link #mask} where a token is not known
     * @return (rows, width)
     */
    NDArray states(Tensors parameters, int[][] tokens, NDManager step, Dropout dropout) {
        NDArray places = HostArrays.longs(step, new Shape(tokens.length, sizes.length), into -> {
            for (int[] row : tokens) {
                for (int slot = 0; slot < row.length; slot++) {
                    into.put(offsets[slot] + row[slot]);
                }
            }
        });
        return states(
                parameters, Kernels.embedding(places, parameters.get(TABLE)).sum(new int[] {1}), dropout);
    }

    /**
     * States of rows.
     *
     * @param sums (rows, width) of the embeddings of their tokens
     * @return (rows, width)
     */
    NDArray states(Tensors parameters, NDArray sums, Dropout dropout) {
        NDArray state = sums;
        for (int block = 0; block < config.blocks(); block++) {
            NDArray normed = LayerNorm.apply(parameters, name(block, "norm"), state);
            NDArray inner = Kernels.swish(Linear.apply(parameters, name(block, "up"), normed));
            state = state.add(Linear.apply(parameters, name(block, "down"), dropout.apply(inner)));
        }
        return LayerNorm.apply(parameters, LAST, state);
    }

    /**
     * Logits of a slot.
     *
     * @param tokens (rows of a batch, slots)
     * @param rows which of them
     * @param states (rows of the batch, width)
     * @return (chosen rows, tokens of the slot)
     */
    NDArray logits(Tensors parameters, int slot, int[][] tokens, int[] rows, NDArray states, NDManager step) {
        NDArray logits = Linear.apply(parameters, head(slot), chosen(states, rows, step));
        return slots.isPlace(slot) ? logits.add(placed(slot, tokens, rows, step)) : logits;
    }

    private static NDArray chosen(NDArray states, int[] rows, NDManager step) {
        if (rows.length == states.getShape().get(0)) {
            return states;
        }
        NDArray places = HostArrays.longs(step, new Shape(rows.length), into -> {
            for (int row : rows) {
                into.put(row);
            }
        });
        return Kernels.embedding(places, states);
    }

    /** (chosen rows, tokens of the slot): how often a number of the bin lies there; zeros where the bin is masked. */
    private NDArray placed(int slot, int[][] tokens, int[] rows, NDManager step) {
        float[] table = slots.places()[slot];
        float[] unknown = new float[sizes[slot]];
        return HostArrays.floats(step, new Shape(rows.length, sizes[slot]), into -> {
            for (int row : rows) {
                int bin = tokens[row][slot - 1];
                if (bin == mask(slot - 1)) {
                    into.put(unknown);
                } else {
                    into.put(table, bin * sizes[slot], sizes[slot]);
                }
            }
        });
    }

    /** Dropout as it is trained with. */
    Dropout dropout(long seed) {
        return config.dropout() == 0 ? Dropout.NONE : new Dropout(config.dropout(), seed);
    }
}
