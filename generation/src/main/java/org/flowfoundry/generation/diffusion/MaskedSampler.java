package org.flowfoundry.generation.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Draws rows of tokens: all masked at first, then slot after slot, in each row in an order of its own, so that what the network errs
 * in one order is not all rows' error. The same seed gives the same rows on the same kind of processor. Of one thread.
 */
public final class MaskedSampler implements AutoCloseable {

    /** In the place of a token that is not given. */
    public static final int OPEN = -1;

    /** Rows that go through the network together: their activations stay in the processor's cache. */
    private static final int BATCH = 1024;

    private final Denoiser denoiser;
    private final Slots slots;
    private final int width;
    private final float[] parameters;
    private final SamplingPlan plan;
    private final NativeEngine engine;
    private final NDManager manager;
    private final Tensors tensors;

    /**
     * Loads a trained network. Places in bins hardly depend on each other, and come together at the end.
     */
    public MaskedSampler(
            DenoiserConfig config, Slots slots, float[] parameters, SamplingPlan plan, NativeEngine engine) {
        this.denoiser = new Denoiser(config, slots);
        this.slots = slots;
        this.width = config.width();
        this.parameters = parameters;
        this.plan = plan;
        this.engine = engine;
        this.manager = engine.newManager();
        this.tensors = Tensors.frozen(denoiser.layout(), parameters, manager);
    }

    /**
     * Completes rows.
     *
     * @param given (rows, slots): tokens, {@link #OPEN} where they are to be drawn
     * @return (rows, slots)
     */
    public int[][] sample(int[][] given, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] sampled = new int[given.length][];
        for (int from = 0; from < given.length; from += BATCH) {
            int[][] batch = Arrays.copyOfRange(given, from, Math.min(given.length, from + BATCH));
            System.arraycopy(complete(batch, random.split()), 0, sampled, from, batch.length);
        }
        return sampled;
    }

    private int[][] complete(int[][] given, SplittableRandom random) {
        int[][] tokens = Arrays.stream(given).map(this::masked).toArray(int[][]::new);
        int[][] orders = Arrays.stream(given).map(row -> order(row, random)).toArray(int[][]::new);
        Known known = known(given, tokens);
        int longest =
                Arrays.stream(orders).mapToInt(order -> order.length).max().orElse(0);
        for (int from = 0; from < longest; from += plan.together()) {
            draw(known, turns(orders, from), random);
        }
        draw(known, openPlaces(given), random);
        return tokens;
    }

    private int[] masked(int[] given) {
        return IntStream.range(0, given.length)
                .map(slot -> given[slot] == OPEN ? denoiser.mask(slot) : given[slot])
                .toArray();
    }

    /** The open slots of a row but for places, in an order of its own; but the class comes first. */
    private int[] order(int[] given, SplittableRandom random) {
        int[] order = IntStream.range(0, given.length)
                .filter(slot -> given[slot] == OPEN && !slots.isPlace(slot))
                .toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        for (int i = 1; i < order.length; i++) {
            if (order[i] == slots.classSlot()) {
                order[i] = order[0];
                order[0] = slots.classSlot();
            }
        }
        return order;
    }

    /** (slots): the rows whose orders have the slot next. */
    private int[][] turns(int[][] orders, int from) {
        int[][] turns = new int[slots.count()][];
        for (int slot = 0; slot < turns.length; slot++) {
            int asked = slot;
            turns[slot] = IntStream.range(0, orders.length)
                    .filter(row -> isNext(orders[row], from, asked))
                    .toArray();
        }
        return turns;
    }

    private boolean isNext(int[] order, int from, int slot) {
        for (int i = from; i < Math.min(order.length, from + plan.together()); i++) {
            if (order[i] == slot) {
                return true;
            }
        }
        return false;
    }

    /** (slots): the rows that have the slot open, of places. */
    private int[][] openPlaces(int[][] given) {
        int[][] open = new int[slots.count()][];
        for (int slot = 0; slot < open.length; slot++) {
            int asked = slot;
            open[slot] = IntStream.range(0, given.length)
                    .filter(row -> slots.isPlace(asked) && given[row][asked] == OPEN)
                    .toArray();
        }
        return open;
    }

    /**
     * What is known of rows.
     *
     * @param tokens (rows, slots)
     * @param sums of their embeddings
     * @param free the same without what was given; null = nobody asks
     */
    @SuppressWarnings("ArrayRecordComponent") // filled while rows are drawn
    private record Known(int[][] tokens, RowSums sums, RowSums free) {

        void tell(int row, int slot, int token) {
            tokens[row][slot] = token;
            sums.tell(row, slot, token);
            if (free != null) {
                free.tell(row, slot, token);
            }
        }
    }

    private Known known(int[][] given, int[][] tokens) {
        RowSums free =
                plan.guidance() == 0 ? null : new RowSums(denoiser, width, parameters, unconditioned(given, tokens));
        return new Known(tokens, new RowSums(denoiser, width, parameters, tokens), free);
    }

    /** Draws tokens of each slot for its rows, all from what is known before. */
    private void draw(Known known, int[][] rowsOfSlots, SplittableRandom random) {
        if (Arrays.stream(rowsOfSlots).allMatch(rows -> rows.length == 0)) {
            return;
        }
        try (NDManager step = manager.newSubManager()) {
            engine.inferring(() -> {
                Tensors frozen = tensors.within(step);
                NDArray conditional = denoiser.states(frozen, known.sums().array(step), Dropout.NONE);
                NDArray free = known.free() == null
                        ? null
                        : denoiser.states(frozen, known.free().array(step), Dropout.NONE);
                for (int slot = 0; slot < rowsOfSlots.length; slot++) {
                    int[] rows = rowsOfSlots[slot];
                    if (rows.length > 0) {
                        float[] probabilities =
                                probabilities(frozen, slot, known.tokens(), rows, conditional, free, step);
                        int size = denoiser.mask(slot);
                        for (int i = 0; i < rows.length; i++) {
                            known.tell(rows[i], slot, drawn(probabilities, i * size, size, random.nextDouble()));
                        }
                    }
                }
                return null;
            });
        }
    }

    /** (rows x tokens of the slot) */
    private float[] probabilities(
            Tensors frozen, int slot, int[][] tokens, int[] rows, NDArray conditional, NDArray free, NDManager step) {
        NDArray logits = denoiser.logits(frozen, slot, tokens, rows, conditional, step);
        if (free != null) {
            NDArray without = denoiser.logits(frozen, slot, tokens, rows, free, step);
            logits = logits.add(Kernels.times(logits.sub(without), plan.guidance()));
        }
        float[] probabilities = Kernels.softmax(logits).toFloatArray();
        if (slot == slots.classSlot() && slots.learned() != null) {
            asTheyOccur(probabilities);
        }
        return probabilities;
    }

    /** Of classes that were learned more often than they occur. */
    private void asTheyOccur(float[] probabilities) {
        float[] times = slots.learned();
        for (int from = 0; from < probabilities.length; from += times.length) {
            float sum = 0;
            for (int token = 0; token < times.length; token++) {
                probabilities[from + token] /= times[token];
                sum += probabilities[from + token];
            }
            for (int token = 0; token < times.length; token++) {
                probabilities[from + token] /= sum;
            }
        }
    }

    private int[][] unconditioned(int[][] given, int[][] tokens) {
        return IntStream.range(0, tokens.length)
                .mapToObj(row -> {
                    int[] free = tokens[row].clone();
                    for (int slot = 0; slot < free.length; slot++) {
                        free[slot] = given[row][slot] == OPEN ? free[slot] : denoiser.mask(slot);
                    }
                    return free;
                })
                .toArray(int[][]::new);
    }

    private static int drawn(float[] probabilities, int from, int size, double uniform) {
        double left = uniform;
        int last = 0;
        for (int token = 0; token < size; token++) {
            float probability = probabilities[from + token];
            left -= probability;
            last = probability > 0 ? token : last;
            if (left < 0) {
                return token;
            }
        }
        return last;
    }

    @Override
    public void close() {
        manager.close();
    }
}
