package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Several hosts' futures, a window at a time: ask when the next window comes, ask what is in it, append one, and again. An
 * appended window costs as many operations as a token in training, and attention over the context. Not for use by several
 * threads at once.
 */
public final class Trajectories implements AutoCloseable {

    private final SequenceModel model;
    private final NativeEngine engine;
    private final Tensors tensors;
    private final NDManager owner;
    private final SequenceNetwork.Memory memory;
    private final Habits habits;
    private final int[] positions;
    private final int[] hosts;
    /** (trajectories, width) */
    private NDArray hidden;

    Trajectories(
            SequenceModel model,
            NativeEngine engine,
            Tensors tensors,
            NDManager owner,
            EncodedBatch batch,
            SequenceModel.Reading reading,
            int[] tokens) {
        this.model = model;
        this.engine = engine;
        this.tensors = tensors;
        this.owner = owner;
        PackedRows rows = new PackedRows(batch);
        this.memory = model.network().remember(owner, reading.pass(), rows, tokens);
        this.habits = new Habits(model, batch, rows, tokens);
        this.positions = Arrays.stream(tokens).map(rows::position).toArray();
        this.hosts =
                Arrays.stream(tokens).map(token -> batch.batch().hosts()[token]).toArray();
        NDManager step = reading.pass().hidden().getManager();
        NDArray chosen = HostArrays.longs(
                step, new Shape(tokens.length), into -> Arrays.stream(tokens).forEach(into::put));
        keep(Kernels.embedding(
                chosen, reading.pass().hidden().reshape(-1, model.config().width())));
    }

    private void keep(NDArray state) {
        if (hidden != null) {
            hidden.close();
        }
        state.attach(owner);
        hidden = state;
    }

    /** How many there are. */
    public int size() {
        return positions.length;
    }

    /** The state after each one's last window: (trajectories, width). */
    public float[] hidden() {
        return hidden.toFloatArray();
    }

    /** Probabilities of the elapsed bins before the next window: (trajectories, elapsed bins); 0 for the unknown one. */
    public float[] elapsedProbabilities() {
        try (NDManager step = owner.newSubManager()) {
            return engine.inferring(() -> model.elapsedLogProbabilities(tensors.within(step), asked(step, null))
                    .exp()
                    .toFloatArray());
        }
    }

    /** Chooses what is in the next windows. */
    public interface Drawer {

        /**
         * @param trajectory which one
         * @param feature features come in their order
         * @param probabilities of the feature's bins, given the values of those before it
         * @return its transformed value; NaN = missing
         */
        float value(int trajectory, int feature, float[] probabilities);
    }

    /**
     * Has the features of the next windows chosen.
     *
     * @param elapsed windows from each one's last to its next window
     * @param times start of the next windows, seconds since 1970 UTC
     * @return (trajectories, features): the values
     */
    public float[] draw(int[] elapsed, long[] times, Drawer drawer) {
        int features = model.encoder().features().size();
        int bins = model.encoder().bins();
        float[] values = new float[size() * features];
        try (NDManager step = owner.newSubManager()) {
            return engine.inferring(() -> {
                SequenceModel.Asked asked = asked(step, queries(step, elapsed, times));
                model.featuresInOrder(tensors.within(step), asked, (f, probabilities) -> {
                    int[] chosen = new int[size()];
                    for (int i = 0; i < chosen.length; i++) {
                        float[] own = Arrays.copyOfRange(probabilities, i * bins, (i + 1) * bins);
                        float value = drawer.value(i, f, own);
                        values[i * features + f] = value;
                        chosen[i] = model.encoder().bin(f, value);
                    }
                    return chosen;
                });
                return values;
            });
        }
    }

    /** Results belong to the manager of the first argument, so the lasting state enters a step as a copy. */
    private SequenceModel.Asked asked(NDManager step, NDArray queries) {
        NDArray copy = hidden.duplicate();
        copy.attach(step);
        return new SequenceModel.Asked(copy, queries, null, model.shortcuts() == null ? null : habits.known(step));
    }

    private NDArray queries(NDManager step, int[] elapsed, long[] times) {
        TokenEncoding encoding = model.encoding();
        int width = encoding.queryWidth();
        return HostArrays.floats(step, new Shape(size(), width), into -> {
            for (int i = 0; i < size(); i++) {
                encoding.putQuery(into, i * width, elapsed[i], times[i], true, false);
            }
        });
    }

    /**
     * Appends a window to each.
     *
     * @param values transformed features: (trajectories, features); NaN = missing
     * @param elapsed windows since each one's last window, at least 1
     * @param times start of the windows, seconds since 1970 UTC
     */
    public void append(float[] values, int[] elapsed, long[] times) {
        SequenceBatch batch = new SequenceBatch(
                size(),
                1,
                model.encoder().features().size(),
                values,
                elapsed,
                times,
                new int[size()],
                new boolean[size()],
                new float[size()],
                hosts);
        EncodedBatch encoded = new EncodedBatch(model.encoding(), batch);
        habits.append(encoded);
        for (int i = 0; i < size(); i++) {
            positions[i] = Math.min(positions[i] + 1, model.config().context() - 1);
        }
        try (NDManager step = owner.newSubManager()) {
            engine.inferring(() -> {
                Tensors parameters = tensors.within(step);
                NDArray next = memory.append(parameters, model.embed(parameters, tokens(step, encoded), size()));
                keep(next.reshape(size(), -1).duplicate());
                return null;
            });
        }
    }

    private SequenceModel.Tokens tokens(NDManager step, EncodedBatch encoded) {
        NDArray history = model.shortcuts() == null ? null : habits.shares(step).expandDims(1);
        NDArray places = !model.hasPlaces()
                ? null
                : HostArrays.longs(step, new Shape(size(), 1), into -> Arrays.stream(positions)
                        .forEach(into::put));
        int buckets = model.config().hostBuckets();
        NDArray ofHosts = buckets == 0 ? null : encoded.hostBuckets(step, buckets);
        return new SequenceModel.Tokens(
                encoded.inputs(step, Disguise.NONE, i -> positions[i]), history, places, ofHosts);
    }

    @Override
    public void close() {
        owner.close();
    }
}
