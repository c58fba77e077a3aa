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
    private final int counted;
    private final int context;
    /** Of each sequence, the columns of the windows counted, oldest first: at most as many as training sees. */
    private final List<Deque<int[]>> windows = new ArrayList<>();
    /** Of each sequence, how many of its windows have a one in each counted column. */
    private final List<int[]> counts = new ArrayList<>();

    Habits(SequenceModel model, EncodedBatch batch, PackedRows rows, int[] tokens) {
        this.features = model.encoder().features().size();
        this.bins = model.encoder().bins();
        this.counted = model.encoding().countedWidth();
        this.context = model.config().context();
        for (int i = 0; i < tokens.length; i++) {
            windows.add(new ArrayDeque<>());
            counts.add(new int[counted]);
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
        int[] columns = new int[features + 1];
        for (int f = 0; f < features; f++) {
            columns[f] = f * bins + batch.bin(token, f);
        }
        columns[features] = features * bins + batch.elapsedBin(token);
        windows.get(sequence).add(columns);
        add(sequence, columns, 1);
        if (windows.get(sequence).size() > context) {
            add(sequence, windows.get(sequence).remove(), -1);
        }
    }

    private void add(int sequence, int[] columns, int change) {
        for (int column : columns) {
            counts.get(sequence)[column] += change;
        }
    }

    /** What is known after the newest windows. */
    Shortcuts.Known known(NDManager step) {
        return new Shortcuts.Known(featureRows(step), elapsedRows(step), Shortcuts.habits(shares(step)));
    }

    /** (sequences, counted columns) */
    NDArray shares(NDManager step) {
        return HostArrays.floats(step, new Shape(counts.size(), counted), into -> {
            for (int i = 0; i < counts.size(); i++) {
                float n = Math.max(1, windows.get(i).size());
                for (int count : counts.get(i)) {
                    into.put(count / n);
                }
            }
        });
    }

    private NDArray featureRows(NDManager step) {
        return HostArrays.longs(step, new Shape((long) counts.size() * features), into -> {
            for (Deque<int[]> sequence : windows) {
                int[] newest = sequence.peekLast();
                for (int f = 0; f < features; f++) {
                    int bin = newest == null ? bins : newest[f] - f * bins;
                    into.put(f * (bins + 1L) + bin);
                }
            }
        });
    }

    private NDArray elapsedRows(NDManager step) {
        return HostArrays.longs(step, new Shape(counts.size()), into -> {
            for (Deque<int[]> sequence : windows) {
                int[] newest = sequence.peekLast();
                into.put(newest == null ? 0 : newest[features] - (long) features * bins);
            }
        });
    }
}
