package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.function.IntUnaryOperator;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.tensor.HostArrays;

/** A batch with the bins of its windows, and with the arrays that a network reads of it. */
final class EncodedBatch {

    private final TokenEncoding encoding;
    private final SequenceBatch batch;
    private final int[] bins;
    private final int[] elapsedBins;

    EncodedBatch(TokenEncoding encoding, SequenceBatch batch) {
        this.encoding = encoding;
        this.batch = batch;
        SeriesEncoder encoder = encoding.encoder();
        int features = encoder.features().size();
        if (batch.features() != features) {
            throw new IllegalArgumentException(
                    "A batch of " + batch.features() + " features for a model of " + features);
        }
        this.bins = new int[batch.values().length];
        this.elapsedBins = new int[tokens()];
        for (int token = 0; token < tokens(); token++) {
            if (isWindow(token)) {
                elapsedBins[token] = encoder.elapsedBin(batch.elapsed()[token]);
                for (int f = 0; f < features; f++) {
                    bins[token * features + f] = encoder.bin(f, batch.values()[token * features + f]);
                }
            }
        }
    }

    SequenceBatch batch() {
        return batch;
    }

    int tokens() {
        return batch.rows() * batch.length();
    }

    boolean isPadding(int token) {
        return batch.segments()[token] < 0;
    }

    boolean isWindow(int token) {
        return !isPadding(token) && !batch.starts()[token];
    }

    /** Whether the next token is of the same segment. */
    boolean hasNext(int token) {
        return (token + 1) % batch.length() != 0
                && !isPadding(token)
                && batch.segments()[token + 1] == batch.segments()[token];
    }

    boolean isFirst(int token) {
        return token % batch.length() == 0 || !hasNext(token - 1);
    }

    int bin(int token, int feature) {
        return bins[token * batch.features() + feature];
    }

    int elapsedBin(int token) {
        return elapsedBins[token];
    }

    /**
     * The tokens as rows of numbers: (tokens, inputs).
     *
     * @param places of the tokens in their segments
     */
    NDArray inputs(NDManager step, Disguise disguise, IntUnaryOperator places) {
        int width = encoding.inputWidth();
        return HostArrays.floats(step, new Shape(tokens(), width), into -> {
            for (int token = 0; token < tokens(); token++) {
                if (!isPadding(token)) {
                    put(into, token * width, token, disguise);
                    encoding.putPlace(into, token * width, places.applyAsInt(token));
                }
            }
        });
    }

    private void put(FloatBuffer into, int offset, int token, Disguise disguise) {
        if (batch.starts()[token]) {
            encoding.putStart(into, offset);
            return;
        }
        if (disguise.windows().get(token)) {
            encoding.putHidden(into, offset);
        } else {
            encoding.putFeatures(into, offset, bins, batch.values(), token * batch.features());
        }
        boolean weekday = !disguise.rows().get(token / batch.length());
        encoding.putTime(into, offset, batch.elapsed()[token], batch.times()[token], weekday);
    }

    /** The hosts' places in a hashed embedding: (tokens). */
    NDArray hostBuckets(NDManager step, int buckets) {
        return HostArrays.longs(step, new Shape(tokens()), into -> {
            for (int host : batch.hosts()) {
                into.put(Math.floorMod(host, buckets));
            }
        });
    }
}
