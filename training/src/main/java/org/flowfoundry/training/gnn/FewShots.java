package org.flowfoundry.training.gnn;

import java.io.Serializable;

/**
 * A draw of labels, and what is asked after learning from them. Rows are numbers of the flows that {@link FewShotGraphs} holds.
 *
 * @param rows that have labels
 * @param labels (rows): numbers of classes
 * @param asked rows to decide about
 * @param seed of the training
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record FewShots(int[] rows, int[] labels, int[] asked, long seed) implements Serializable {

    public FewShots {
        if (rows.length != labels.length || rows.length == 0) {
            throw new IllegalArgumentException(labels.length + " labels for " + rows.length + " rows");
        }
    }
}
