package org.flowfoundry.generation.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.Tensors;

/**
 * The bound on a row's negative log-likelihood, in nats, of diffusion whose noise is masks (D3PM with an absorbing state, Austin et
 * al. 2021), in the form for which every order of slots counts alike (Hoogeboom et al., Autoregressive Diffusion Models, 2022): of
 * S slots m are masked, m drawn from 1 to S, and S/m times the masked tokens' cross-entropies are summed. The class, which is given
 * when rows are made, is here, too, in nine of ten rows.
 */
public final class MaskedObjective implements Trainable<TokenBatch> {

    /** How often the class is masked too, so that guidance has something to compare with. */
    private static final double WITHOUT_CLASS = 0.1;

    private final Denoiser denoiser;
    private final int classSlot;

    public MaskedObjective(DenoiserConfig config, Slots slots) {
        this.denoiser = new Denoiser(config, slots);
        this.classSlot = slots.classSlot();
    }

    /** The first values of the parameters. */
    public float[] initialParameters(long seed) {
        return denoiser.initialParameters(seed);
    }

    @Override
    public ParameterLayout layout() {
        return denoiser.layout();
    }

    @Override
    public Loss loss(Tensors parameters, TokenBatch batch, NDManager step, Mode mode, long seed) {
        Masked masked = Masked.draw(batch, denoiser, classSlot, seed);
        Dropout dropout = mode == Mode.TRAINING ? denoiser.dropout(seed) : Dropout.NONE;
        NDArray states = denoiser.states(parameters, masked.tokens(), step, dropout);
        NDArray sum = null;
        for (int slot = 0; slot < denoiser.slots(); slot++) {
            int[] rows = masked.rows(slot);
            if (rows.length > 0) {
                NDArray loss = loss(parameters, slot, states, rows, batch, masked, step);
                sum = sum == null ? loss : sum.add(loss);
            }
        }
        return new Loss(sum, batch.rows(), (long) batch.rows() * batch.slots());
    }

    private NDArray loss(
            Tensors parameters, int slot, NDArray states, int[] rows, TokenBatch batch, Masked masked, NDManager step) {
        NDArray targets = HostArrays.longs(step, new Shape(rows.length, 1), into -> {
            for (int row : rows) {
                into.put(batch.tokens()[row][slot]);
            }
        });
        NDArray weights = HostArrays.floats(step, new Shape(rows.length, 1), into -> {
            for (int row : rows) {
                into.put(-masked.weights()[row]);
            }
        });
        NDArray logits = denoiser.logits(parameters, slot, masked.tokens(), rows, states, step);
        return Kernels.pick(Kernels.logSoftmax(logits), targets).mul(weights).sum();
    }

    /**
     * A batch with masks.
     *
     * @param tokens (rows, slots)
     * @param weights (rows): slots over masked slots
     * @param isMasked (rows, slots)
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    private record Masked(int[][] tokens, float[] weights, boolean[][] isMasked) {

        static Masked draw(TokenBatch batch, Denoiser denoiser, int classSlot, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int slots = batch.slots();
            int[][] tokens = new int[batch.rows()][];
            boolean[][] isMasked = new boolean[batch.rows()][slots];
            float[] weights = new float[batch.rows()];
            int[] order = new int[slots];
            Arrays.setAll(order, slot -> slot);
            for (int row = 0; row < tokens.length; row++) {
                tokens[row] = batch.tokens()[row].clone();
                boolean isClassGiven = classSlot != Slots.NONE && slots > 1 && random.nextDouble() >= WITHOUT_CLASS;
                int open = isClassGiven ? withLast(order, classSlot) : slots;
                int count = 1 + random.nextInt(open);
                weights[row] = open / (float) count;
                for (int i = 0; i < count; i++) {
                    int j = i + random.nextInt(open - i);
                    int slot = order[j];
                    order[j] = order[i];
                    order[i] = slot;
                    tokens[row][slot] = denoiser.mask(slot);
                    isMasked[row][slot] = true;
                }
            }
            return new Masked(tokens, weights, isMasked);
        }

        /** Moves a slot to the end; gives how many come before it. */
        private static int withLast(int[] order, int slot) {
            int last = order.length - 1;
            for (int i = 0; i < last; i++) {
                if (order[i] == slot) {
                    order[i] = order[last];
                    order[last] = slot;
                }
            }
            return last;
        }

        int[] rows(int slot) {
            int[] rows = new int[isMasked.length];
            int count = 0;
            for (int row = 0; row < isMasked.length; row++) {
                if (isMasked[row][slot]) {
                    rows[count++] = row;
                }
            }
            return Arrays.copyOf(rows, count);
        }
    }
}
