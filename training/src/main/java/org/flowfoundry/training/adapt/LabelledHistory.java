package org.flowfoundry.training.adapt;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.model.LabelledBatch;
import org.flowfoundry.training.score.HostHistory;
import org.flowfoundry.training.sequence.SegmentRule;
import org.flowfoundry.training.sequence.SequenceBatch;

/** A labelled window with its host's windows before it. */
record LabelledHistory(HostHistory history, int label) implements Serializable {

    Example example(SegmentRule rule) {
        return new Example(history.example(rule), label);
    }

    /** What a network is trained on: a row of tokens and the label of one of them. */
    record Example(HostHistory.Example row, int label) {

        static LabelledBatch join(List<Example> examples) {
            int length = examples.get(0).row.sequence().length();
            int[] labels = new int[examples.size() * length];
            Arrays.fill(labels, LabelledBatch.NONE);
            List<SequenceBatch.RowOf> rows = new ArrayList<>();
            for (int i = 0; i < examples.size(); i++) {
                rows.add(new SequenceBatch.RowOf(examples.get(i).row.sequence(), 0));
                labels[i * length + examples.get(i).row.token()] = examples.get(i).label;
            }
            return new LabelledBatch(SequenceBatch.join(rows), labels);
        }
    }
}
