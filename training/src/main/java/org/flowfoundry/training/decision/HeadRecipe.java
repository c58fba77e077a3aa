package org.flowfoundry.training.decision;

import java.util.List;

/**
 * How a head is made.
 *
 * @param members which classifiers, on which groups of features
 * @param c inverse strength of the penalty of logistic regressions
 * @param exponent how far decisions follow the estimated mix of classes
 */
public record HeadRecipe(List<Member> members, double c, double exponent) {

    /** Kinds of classifiers. */
    public enum Kind {
        LOGISTIC,
        RANDOM_FOREST,
        EXTRA_TREES,
        SUPPORT_VECTORS
    }

    public record Member(Kind kind, List<String> groups) {}

    Classifier fit(Member member, float[][] rows, int[] labels, int classes, long seed) {
        return switch (member.kind) {
            case LOGISTIC -> LogisticRegression.fit(rows, labels, classes, c);
            case RANDOM_FOREST -> Forest.random(rows, labels, classes, seed);
            case EXTRA_TREES -> Forest.extremelyRandom(rows, labels, classes, seed);
            case SUPPORT_VECTORS -> SupportVectors.fit(rows, labels, classes);
        };
    }
}
