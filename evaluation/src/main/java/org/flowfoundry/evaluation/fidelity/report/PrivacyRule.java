package org.flowfoundry.evaluation.fidelity.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flowfoundry.evaluation.fidelity.metric.Metric;

/** When synthetic flows give too much of real ones away. */
public final class PrivacyRule {

    /** An attack that sorts members first this often is no chance any more. */
    private static final double MOST_MEMBERSHIP = 0.6;

    /** How many standard errors a rate may exceed another by, and be called chance. */
    private static final double ERRORS = 2;

    private PrivacyRule() {}

    /**
     * Why records should not be published; none = nothing was found.
     *
     * @param synthetic with the copies of the whole table, and the membership attack, measured
     * @param records of which copies were looked for
     */
    public static List<String> risks(Compared synthetic, int records) {
        List<String> risks = new ArrayList<>();
        double copies = synthetic.value(Metric.TABLE_COPIES_EQUAL);
        double byChance = synthetic.value(Metric.TABLE_COPIES_HELD_OUT);
        double error = Math.sqrt((copies * (1 - copies) + byChance * (1 - byChance)) / records);
        if (copies > byChance + ERRORS * error) {
            risks.add(String.format(
                    Locale.ROOT,
                    "%.3g %% of records copy a training record, and %.3g %% equal one of as many records that the generator"
                            + " never saw: more than chance",
                    100 * copies,
                    100 * byChance));
        }
        double membership = synthetic.value(Metric.MEMBERSHIP);
        if (membership > MOST_MEMBERSHIP) {
            risks.add(String.format(
                    Locale.ROOT,
                    "whether a record was learned from can be told with an AUC of %.3f, more than %.1f",
                    membership,
                    MOST_MEMBERSHIP));
        }
        return risks;
    }
}
