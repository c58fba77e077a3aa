package org.flowfoundry.training.decision;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How a head is made.
 *
 * @param members which classifiers, on which groups of features
 * @param c inverse strength of the penalty of logistic regressions
 * @param exponent how far decisions follow the estimated mix of classes; empty = {@link ClassMix#exponent} of the labels
 */
public record HeadRecipe(List<Member> members, double c, OptionalDouble exponent) {

    /** Kinds of classifiers. */
    public enum Kind {
        LOGISTIC,
        RANDOM_FOREST,
        EXTRA_TREES,
        SUPPORT_VECTORS
    }

    public record Member(Kind kind, List<String> groups) {}

    /** In words, for model cards. */
    public String describe() {
        String all = members.stream()
                .map(member -> member.kind.name().toLowerCase(Locale.ROOT) + " on " + String.join(" + ", member.groups))
                .collect(Collectors.joining("; "));
        return "mean of " + all + "; c " + c;
    }

    Classifier fit(Member member, float[][] rows, int[] labels, int classes, long seed) {
        return switch (member.kind) {
            case LOGISTIC -> LogisticRegression.fit(rows, labels, classes, c);
            case RANDOM_FOREST -> Forest.random(rows, labels, classes, seed);
            case EXTRA_TREES -> Forest.extremelyRandom(rows, labels, classes, seed);
            case SUPPORT_VECTORS -> SupportVectors.fit(rows, labels, classes);
        };
    }
}
