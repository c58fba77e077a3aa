package org.flowfoundry.training.engine;

import java.util.Optional;

/** How the workers' steps go together. */
interface StepRule {

    /** So many steps in a row may be left out before the training goes back to its last checkpoint. */
    int MOST_SKIPPED = 8;

    /**
     * Makes a step, from 0.
     *
     * @return what all did, where all workers have the same parameters after it
     */
    Optional<Agreement> step(long step);

    /** What it remembers from one agreement to the next beside the parameters; empty where that is nothing. */
    float[] memory();

    /** Goes on with what was saved: parameters that all workers have, and its memory. */
    void restore(float[] parameters, float[] memory);
}
