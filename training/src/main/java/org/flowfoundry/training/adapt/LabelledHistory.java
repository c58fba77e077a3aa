package org.flowfoundry.training.adapt;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.model.LabelledBatch;
import org.flowfoundry.training.sequence.KeyedBatches;
import org.flowfoundry.training.sequence.KeyedBatches.Key;
import org.flowfoundry.training.sequence.KeyedBatches.KeyedBatch;
import org.flowfoundry.training.sequence.SegmentRule;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.sequence.SeriesWindow;

/**
 * A labelled window with its host's windows before it, as far back as a model looks.
 *
 * @param starts (windows): seconds since 1970 UTC; the last is the labelled one
 * @param values (windows, features): transformed
 */
record LabelledHistory(String domain, String host, long[] starts, float[][] values, int label) implements Serializable {

    /** With more windows than this before it, those too far back to matter are left out. */
    static int mostWindows(int context) {
        return context + context / 2;
    }

    /** The row of tokens that a model reads of it, as in inference. */
    Example example(SegmentRule rule) {
        List<SeriesWindow> windows = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            windows.add(new SeriesWindow(domain, host, starts[i], values[i]));
        }
        long labelled = starts[starts.length - 1];
        KeyedBatches batches = new KeyedBatches(windows.iterator(), rule, values[0].length, 1);
        while (true) {
            KeyedBatch row = batches.next();
            for (Key key : row.fresh()) {
                if (key.start() == labelled) {
                    return new Example(row.batch(), key.token(), label);
                }
            }
        }
    }

    /**
     * A row of tokens.
     *
     * @param sequence of one row
     * @param token of the labelled window
     */
    record Example(SequenceBatch sequence, int token, int label) {

        static LabelledBatch join(List<Example> examples) {
            int length = examples.get(0).sequence.length();
            int[] labels = new int[examples.size() * length];
            Arrays.fill(labels, LabelledBatch.NONE);
            List<SequenceBatch.RowOf> rows = new ArrayList<>();
            for (int i = 0; i < examples.size(); i++) {
                rows.add(new SequenceBatch.RowOf(examples.get(i).sequence, 0));
                labels[i * length + examples.get(i).token] = examples.get(i).label;
            }
            return new LabelledBatch(SequenceBatch.join(rows), labels);
        }
    }
}
