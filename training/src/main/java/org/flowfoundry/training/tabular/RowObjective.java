package org.flowfoundry.training.tabular;

import org.flowfoundry.training.engine.Trainable;

/** What a network of rows learns without labels. */
interface RowObjective extends Trainable<RowBatch> {

    /** The probability with which a field is swapped. */
    double swapped();
}
