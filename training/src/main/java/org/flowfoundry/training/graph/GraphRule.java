package org.flowfoundry.training.graph;

import java.io.Serializable;
import org.flowfoundry.training.TrainingErrors;

/**
 * What is drawn of a piece whenever it is read in training.
 *
 * @param lookBack earlier flows that a flow is linked to, per role
 * @param hiddenShare share of the flows that are hidden, so that their links can be asked for: all flows between two hosts in a
 *     slot, in both directions, are hidden or none, since otherwise what is left would tell
 * @param hardShare share of the links that are not there which are hard to tell from one that is
 * @param maskedShare share of the visible flows' fields that are to be reconstructed
 * @param leaky whether hidden flows take part in message passing all the same: wrong, and there to show by how much
 */
public record GraphRule(int lookBack, double hiddenShare, double hardShare, double maskedShare, boolean leaky)
        implements Serializable {

    /** 8 flows back, 15 % hidden, half of the negatives hard, 30 % masked. */
    public static final GraphRule DEFAULT = new GraphRule(8, .15, .5, .3, false);

    private static final int MOST_LOOK_BACK = 64;

    public GraphRule {
        TrainingErrors.requireRange("look-back", lookBack, 1, MOST_LOOK_BACK);
        requireShare("hidden-share", hiddenShare);
        requireShare("masked-fields", maskedShare);
        if (!(hardShare >= 0 && hardShare <= 1)) {
            throw TrainingErrors.badShare("hard-share", hardShare);
        }
    }

    private static void requireShare(String option, double share) {
        if (!(share >= 0 && share < 1)) {
            throw TrainingErrors.badShare(option, share);
        }
    }
}
