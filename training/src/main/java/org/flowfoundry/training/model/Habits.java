package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.flowfoundry.training.tensor.HostArrays;

/** What {@link Shortcuts} need of each of several sequences while they grow: how often each bin was, and the newest window. */
final class Habits {

    private final int features;
    private final int bins;
    private final int context;
    /** Of each sequence, the bins of the windows counted, oldest first: at most as many as training sees. */
    private final List<Deque<int[]>> windows = new ArrayList<>();
    /** Of each sequence, how many of its windows have each bin: (features * bins). */
    private final List<int[]> counts = new ArrayList<>();

    Habits(SequenceModel model, EncodedBatch batch, PackedRows rows, int[] tokens) {
        this.features = model.encoder().features().size();
        this.bins = model.encoder().bins();
        this.context = model.config().context();
        for (int i = 0; i < tokens.length; i++) {
            windows.add(new ArrayDeque<>());
            counts.add(new int[features * bins]);
            for (int token = tokens[i] - rows.position(tokens[i]); token <= tokens[i]; token++) {
                if (batch.isWindow(token)) {
                    count(i, batch, token);
                }
            }
        }
    }

    /** Counts one more window of each sequence: token i of the batch is sequence i's. */
    void append(EncodedBatch batch) {
        for (int i = 0; i < windows.size(); i++) {
            count(i, batch, i);
        }
    }

    private void count(int sequence, EncodedBatch batch, int token) {
        int[] window = new int[features];
        for (int f = 0; f < features; f++) {
            window[f] = batch.bin(token, f);
            counts.get(sequence)[f * bins + window[f]]++;
        }
        windows.get(sequence).add(window);
        if (windows.get(sequence).size() > context) {
            int[] oldest = windows.get(sequence).remove();
            for (int f = 0; f < features; f++) {
                counts.get(sequence)[f * bins + oldest[f]]--;
            }
        }
    }

    /** (sequences, features * bins) */
    NDArray shares(NDManager step) {
        return HostArrays.floats(step, new Shape(counts.size(), (long) features * bins), into -> {
            for (int i = 0; i < counts.size(); i++) {
                float n = Math.max(1, windows.get(i).size());
                for (int count : counts.get(i)) {
                    into.put(count / n);
                }
            }
        });
    }

    /** The newest window's rows of the shortcuts' table: (sequences * features). */
    NDArray tableRows(NDManager step) {
        return HostArrays.longs(step, new Shape((long) counts.size() * features), into -> {
            for (Deque<int[]> sequence : windows) {
                int[] newest = sequence.peekLast();
                for (int f = 0; f < features; f++) {
                    into.put(f * (bins + 1L) + (newest == null ? bins : newest[f]));
                }
            }
        });
    }
}
