package org.flowfoundry.training.model;

import org.flowfoundry.training.sequence.SequenceBatch;

/**
 * A mini-batch with classes at some tokens.
 *
 * @param labels number of the class of each token's window, from 0; -1 = not labelled: (rows, length)
 */
public record LabelledBatch(SequenceBatch sequences, int[] labels) {

    /** The label of a token without one. */
    public static final int NONE = -1;

    public LabelledBatch {
        if (labels.length != sequences.rows() * sequences.length()) {
            throw new IllegalArgumentException(
                    labels.length + " labels for " + sequences.rows() * sequences.length() + " tokens");
        }
    }
}
