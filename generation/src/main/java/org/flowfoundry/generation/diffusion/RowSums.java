package org.flowfoundry.generation.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.flowfoundry.training.tensor.HostArrays;

/**
 * The sums of the embeddings of rows' tokens, kept while tokens are drawn: one that changes costs two embeddings, where adding all
 * up again would cost as many as there are slots.
 */
final class RowSums {

    private final Denoiser denoiser;
    private final float[] parameters;
    private final int width;
    private final float[] sums;

    /** @param tokens (rows, slots) that are known at first, masks among them */
    RowSums(Denoiser denoiser, int width, float[] parameters, int[][] tokens) {
        this.denoiser = denoiser;
        this.parameters = parameters;
        this.width = width;
        this.sums = new float[tokens.length * width];
        for (int row = 0; row < tokens.length; row++) {
            for (int slot = 0; slot < denoiser.slots(); slot++) {
                add(row, denoiser.embeddingAt(slot, tokens[row][slot]), 1);
            }
        }
    }

    /** A token takes the place of a mask. */
    void tell(int row, int slot, int token) {
        add(row, denoiser.embeddingAt(slot, token), 1);
        add(row, denoiser.embeddingAt(slot, denoiser.mask(slot)), -1);
    }

    private void add(int row, int embedding, float sign) {
        for (int i = 0; i < width; i++) {
            sums[row * width + i] += sign * parameters[embedding + i];
        }
    }

    /** (rows, width) */
    NDArray array(NDManager step) {
        return HostArrays.floats(step, new Shape(sums.length / width, width), into -> into.put(sums));
    }
}
