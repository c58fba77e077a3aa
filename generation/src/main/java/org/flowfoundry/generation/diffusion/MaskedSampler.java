package org.flowfoundry.generation.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Draws rows of tokens: all masked at first, then slot after slot, in an order of each batch's own. The same seed gives the same
 * rows on the same kind of processor. Of one thread.
 */
public final class MaskedSampler implements AutoCloseable {

    /** In the place of a token that is not given. */
    public static final int OPEN = -1;

    /** Rows that share an order. */
    private static final int BATCH = 2048;

    private final Denoiser denoiser;
    private final boolean[] places;
    private final SamplingPlan plan;
    private final NativeEngine engine;
    private final NDManager manager;
    private final Tensors tensors;

    /**
     * Loads a trained network.
     *
     * @param sizes (slots): how many tokens each has
     * @param places (slots): which of them hardly depend on each other, and are told together at the end
     */
    public MaskedSampler(
            DenoiserConfig config,
            int[] sizes,
            boolean[] places,
            float[] parameters,
            SamplingPlan plan,
            NativeEngine engine) {
        this.denoiser = new Denoiser(config, sizes);
        this.places = places.clone();
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
        int[][] tokens = new int[given.length][denoiser.slots()];
        for (int row = 0; row < tokens.length; row++) {
            for (int slot = 0; slot < denoiser.slots(); slot++) {
                tokens[row][slot] = given[row][slot] == OPEN ? denoiser.mask(slot) : given[row][slot];
            }
        }
        RowStates states = new RowStates(tokens);
        for (int[] slots : groups(random)) {
            draw(given, tokens, states, slots, random);
            states.part(tokens, slots);
        }
        return tokens;
    }

    private List<int[]> groups(SplittableRandom random) {
        int[] main =
                IntStream.range(0, places.length).filter(slot -> !places[slot]).toArray();
        for (int i = main.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = main[i];
            main[i] = main[j];
            main[j] = swapped;
        }
        List<int[]> groups = new ArrayList<>();
        for (int from = 0; from < main.length; from += plan.together()) {
            groups.add(Arrays.copyOfRange(main, from, Math.min(main.length, from + plan.together())));
        }
        groups.add(
                IntStream.range(0, places.length).filter(slot -> places[slot]).toArray());
        return groups;
    }

    private void draw(int[][] given, int[][] tokens, RowStates states, int[] slots, SplittableRandom random) {
        int[] asked = Arrays.stream(slots)
                .filter(slot -> Arrays.stream(tokens).anyMatch(row -> row[slot] == denoiser.mask(slot)))
                .toArray();
        if (asked.length == 0) {
            return;
        }
        float[][] probabilities = probabilities(given, tokens, states.examples(), asked);
        for (int i = 0; i < asked.length; i++) {
            int slot = asked[i];
            int size = denoiser.mask(slot);
            for (int row = 0; row < tokens.length; row++) {
                double uniform = random.nextDouble();
                if (tokens[row][slot] == size) {
                    tokens[row][slot] = drawn(probabilities[i], states.of(row) * size, size, uniform);
                }
            }
        }
    }

    /** (asked slots, states x tokens) */
    private float[][] probabilities(int[][] given, int[][] tokens, int[] examples, int[] asked) {
        try (NDManager step = manager.newSubManager()) {
            return engine.inferring(() -> {
                Tensors parameters = tensors.within(step);
                int[][] rows =
                        Arrays.stream(examples).mapToObj(row -> tokens[row]).toArray(int[][]::new);
                NDArray conditional = denoiser.states(parameters, rows, step, Dropout.NONE);
                NDArray free = plan.guidance() == 0
                        ? null
                        : denoiser.states(parameters, unconditioned(given, tokens, examples), step, Dropout.NONE);
                float[][] probabilities = new float[asked.length][];
                for (int i = 0; i < asked.length; i++) {
                    NDArray logits = denoiser.logits(parameters, asked[i], conditional);
                    if (free != null) {
                        NDArray without = denoiser.logits(parameters, asked[i], free);
                        logits = logits.add(Kernels.times(logits.sub(without), plan.guidance()));
                    }
                    probabilities[i] = Kernels.softmax(logits).toFloatArray();
                }
                return probabilities;
            });
        }
    }

    private int[][] unconditioned(int[][] given, int[][] tokens, int[] examples) {
        return Arrays.stream(examples)
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
