package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;

/**
 * What is asked of hidden states, in plain arrays: at which token, about which window of the batch, with which weight. A
 * question about the token's own window is one about a hidden window; it does not ask for the elapsed windows.
 */
final class Questions {

    /** Counts are rounded up to this multiple, by questions of weight 0, so that linear layers divide into even pieces. */
    private static final int MULTIPLE = 256;

    private final EncodedBatch encoded;
    private final TokenEncoding encoding;
    private final Disguise disguise;
    private int[] askedAt = new int[MULTIPLE];
    private int[] about = new int[MULTIPLE];
    private float[] weights = new float[MULTIPLE];
    private int count;

    Questions(EncodedBatch encoded, TokenEncoding encoding, Disguise disguise) {
        this.encoded = encoded;
        this.encoding = encoding;
        this.disguise = disguise;
    }

    void add(int askedAtToken, int aboutToken, float weight) {
        if (count == askedAt.length) {
            askedAt = Arrays.copyOf(askedAt, 2 * count);
            about = Arrays.copyOf(about, 2 * count);
            weights = Arrays.copyOf(weights, 2 * count);
        }
        askedAt[count] = askedAtToken;
        about[count] = aboutToken;
        weights[count] = weight;
        count++;
    }

    /** How many were added. */
    int count() {
        return count;
    }

    int about(int question) {
        return about[question];
    }

    /** The number of rows in the arrays below: the count, rounded up. */
    int padded() {
        return (count + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }

    private boolean isOwn(int question) {
        return askedAt[question] == about[question];
    }

    private float elapsedWeight(int question) {
        return isOwn(question) || encoded.elapsedBin(about[question]) == 0 ? 0 : weights[question];
    }

    /** What the sum of the losses is to be divided by: the weighted number of values asked for. */
    double weight() {
        double weight = 0;
        for (int q = 0; q < count; q++) {
            weight += (double) weights[q] * encoded.batch().features() + elapsedWeight(q);
        }
        return weight;
    }

    /** All questions, put to what was read of the batch. */
    SequenceModel.Asked ask(SequenceModel model, SequenceModel.Reading reading, NDManager step) {
        NDArray tokens = tokens(step);
        NDArray hidden = reading.pass().hidden().reshape(-1, model.config().width());
        NDArray chosen = Kernels.embedding(tokens, hidden);
        NDArray before = model.features().isChained() ? before(model.features(), step) : null;
        Shortcuts shortcuts = model.shortcuts();
        if (shortcuts == null) {
            return new SequenceModel.Asked(chosen, queries(step), before, null);
        }
        NDArray rows = binsAskedAt(step, shortcuts.rowsPerFeature(), shortcuts.unknownRow());
        NDArray history = reading.history().reshape(-1, encoding.countedWidth());
        Shortcuts.Known known =
                new Shortcuts.Known(rows, elapsedAskedAt(step), Shortcuts.habits(Kernels.embedding(tokens, history)));
        return new SequenceModel.Asked(chosen, queries(step), before, known);
    }

    /** The tokens asked at: (padded). */
    NDArray tokens(NDManager step) {
        return HostArrays.longs(step, new Shape(padded()), into -> {
            for (int q = 0; q < count; q++) {
                into.put(q, askedAt[q]);
            }
        });
    }

    /** What was before each feature in the windows asked for: (features, padded). */
    private NDArray before(FeatureHead head, NDManager step) {
        int features = encoded.batch().features();
        return HostArrays.longs(step, new Shape(features, padded()), into -> {
            for (int f = 0; f < features; f++) {
                for (int q = 0; q < count; q++) {
                    int bin = f == 0 ? 0 : encoded.bin(about[q], f - 1);
                    into.put(f * padded() + q, head.rowBefore(f, bin));
                }
            }
        });
    }

    /** When the windows asked for are: (padded, query width). */
    private NDArray queries(NDManager step) {
        int width = encoding.queryWidth();
        SequenceBatch batch = encoded.batch();
        return HostArrays.floats(step, new Shape(padded(), width), into -> {
            for (int q = 0; q < count; q++) {
                int token = about[q];
                boolean weekday = !disguise.rows().get(token / batch.length());
                encoding.putQuery(into, q * width, batch.elapsed()[token], batch.times()[token], weekday, isOwn(q));
            }
        });
    }

    /**
     * The bins of the windows asked at, plus the feature's number times {@code stride}: (padded * features); {@code unknown}
     * where there is no window, or a hidden one.
     */
    private NDArray binsAskedAt(NDManager step, int stride, int unknown) {
        int features = encoded.batch().features();
        return HostArrays.longs(step, new Shape((long) padded() * features), into -> {
            for (int q = 0; q < count; q++) {
                int token = askedAt[q];
                boolean known = encoded.isWindow(token) && !disguise.windows().get(token);
                for (int f = 0; f < features; f++) {
                    into.put(q * features + f, (long) f * stride + (known ? encoded.bin(token, f) : unknown));
                }
            }
        });
    }

    /** The elapsed bins of the windows asked at: (padded). */
    private NDArray elapsedAskedAt(NDManager step) {
        return HostArrays.longs(step, new Shape(padded()), into -> {
            for (int q = 0; q < count; q++) {
                into.put(q, encoded.elapsedBin(askedAt[q]));
            }
        });
    }

    /** The elapsed bins that came: (padded, 1). */
    NDArray elapsedTargets(NDManager step) {
        return HostArrays.longs(step, new Shape(padded(), 1), into -> {
            for (int q = 0; q < count; q++) {
                into.put(q, encoded.elapsedBin(about[q]));
            }
        });
    }

    /** (padded, 1) */
    NDArray elapsedWeights(NDManager step) {
        return HostArrays.floats(step, new Shape(padded(), 1), into -> {
            for (int q = 0; q < count; q++) {
                into.put(q, elapsedWeight(q));
            }
        });
    }

    /** The bins that came: (padded * features, 1), plus the feature's number times {@code stride}. */
    NDArray featureTargets(NDManager step, int stride) {
        int features = encoded.batch().features();
        return HostArrays.longs(step, new Shape((long) padded() * features, 1), into -> {
            for (int q = 0; q < count; q++) {
                for (int f = 0; f < features; f++) {
                    into.put(q * features + f, encoded.bin(about[q], f) + (long) f * stride);
                }
            }
        });
    }

    /** (padded, 1) */
    NDArray weights(NDManager step) {
        return HostArrays.floats(step, new Shape(padded(), 1), into -> into.put(weights, 0, count));
    }
}
