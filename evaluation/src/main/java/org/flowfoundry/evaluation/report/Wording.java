package org.flowfoundry.evaluation.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flowfoundry.evaluation.method.Learner;
import org.flowfoundry.evaluation.metric.Difference;
import org.flowfoundry.evaluation.metric.Estimate;

/** The protocol and the names of methods in words, for readers who know neither. */
final class Wording {

    static final List<String> PROTOCOL = List.of(
            "Addresses, port numbers (a port's service is kept), TTLs, absolute times, ids and labels are no"
                    + " features. Of flows that are then the same, one is kept. Rows are split into two halves; labels are drawn"
                    + " from one, all tests are on the other, and test rows that a training row looks the same as are left out. The"
                    + " run fails if a test row's values, or as far as the split promises its host or period, were seen in"
                    + " training. Amounts become normal scores of their rank among the unlabelled rows of the training half,"
                    + " frequent names columns of 0 and 1, absent fields a column of their own.",
            "Names: '+context' also sees what the latest 20 flows of the source, and of the destination, were like,"
                    + " without labels. '+prior' estimates from the unlabelled rows how frequent the classes are, and leans"
                    + " decisions towards that, the further the more labels there are."
                    + " 'average' is the mean of random forest, extra trees, XGBoost (from 2"
                    + " labels on), support vector machine and logistic regression; with '+prior' it is what a model has to beat."
                    + " 'scarf' and 'mae' are heads (logistic regression, support vector machine) on small networks that"
                    + " learned from the unlabelled rows of the training half, by contrast or by repair of rows with fields"
                    + " swapped; 'self-supervised' is the mean of both and the trees. A registered network stands by its name"
                    + " and version: heads on what it makes of a flow in its graph. '+trees' averages with trees on the flow's own"
                    + " values, '+all' with all of 'average+context'. Averages go without host context where a network has no"
                    + " addresses. '-untrained' is the same with a"
                    + " network that was never trained; 'fine-tuned' trains networks on with the labels, 'scratch' trains"
                    + " untrained copies with the labels alone."
                    + " No setting differs between networks.");

    /** The header of {@link #learners}. */
    static final List<String> LEARNERS = List.of("classifier", "what it is");

    private Wording() {}

    static List<List<Object>> learners() {
        return Arrays.stream(Learner.values())
                .map(learner -> List.<Object>of(learner.label(), learner.words()))
                .toList();
    }

    /** A mean and half of its interval. */
    static String score(Estimate estimate) {
        return String.format(Locale.ROOT, "%.3f ± %.3f", estimate.mean(), estimate.high() - estimate.mean());
    }

    /** A difference, its interval, and whether it is one. */
    static String gain(Difference difference) {
        return String.format(
                Locale.ROOT,
                "%+.3f [%+.3f, %+.3f]%s",
                difference.mean(),
                difference.low(),
                difference.high(),
                difference.isWin() ? " ↑" : difference.isLoss() ? " ↓" : "");
    }
}
