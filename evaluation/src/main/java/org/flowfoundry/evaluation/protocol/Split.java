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
 * @param note what had to be done otherwise than asked; null = nothing
 */
record Split(SplitKind kind, Column isTest, String note) {

    /** Rows of each class on the training side, and on the test side. */
    record Sides(Map<String, Long> training, Map<String, Long> test) {

        boolean haveEach(int least, Iterable<String> classes) {
            for (String one : classes) {
                if (training.getOrDefault(one, 0L) < least || test.getOrDefault(one, 0L) < least) {
                    return false;
                }
            }
            return true;
        }

        /** The numbers of each class, for people. */
        String words(Iterable<String> classes) {
            List<String> words = new ArrayList<>();
            for (String one : classes) {
                words.add(one + " " + training.getOrDefault(one, 0L) + " and " + test.getOrDefault(one, 0L));
            }
            return String.join(", ", words);
        }
    }
}
