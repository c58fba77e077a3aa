package org.flowfoundry.evaluation.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;

/**
 * Which rows are tested.
 *
 * @param kind what parts them
 * @param isTest condition on the rows of {@link LabelledFlows#distinct}; all others are for training
 * @param classes those that both sides have enough of
 * @param note what had to be done otherwise than asked; null = nothing
 */
record Split(SplitKind kind, Column isTest, List<String> classes, String note) {

    /** Rows of each class on the training side, and on the test side. */
    record Sides(Map<String, Long> training, Map<String, Long> test) {

        boolean haveEach(int least, List<String> classes) {
            return classes.stream().allMatch(one -> have(least, one));
        }

        boolean have(int least, String one) {
            return training.getOrDefault(one, 0L) >= least && test.getOrDefault(one, 0L) >= least;
        }

        /** The numbers of each class, for people. */
        String words(List<String> classes) {
            List<String> words = new ArrayList<>();
            for (String one : classes) {
                words.add(one + " " + training.getOrDefault(one, 0L) + " and " + test.getOrDefault(one, 0L));
            }
            return String.join(", ", words);
        }
    }
}
