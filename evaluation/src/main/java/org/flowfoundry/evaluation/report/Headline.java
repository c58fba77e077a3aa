package org.flowfoundry.evaluation.report;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.protocol.DomainData;

/** Which methods a reader is shown first: a few plain classifiers, all controls, and networks as they are used. */
final class Headline {

    private static final Set<String> PLAIN = Set.of("random-forest", "xgboost", "k-nn");
    private static final String WITH_PRIOR = "+prior";

    private final Evaluation evaluation;

    Headline(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** Those that took part in a network. */
    List<FewShotMethod> of(DomainData data) {
        return evaluation.methods(data).stream().filter(this::isShown).toList();
    }

    /** Those that took part in all networks, whose averages can be compared. */
    List<FewShotMethod> everywhere() {
        return evaluation.methods().stream()
                .filter(this::isShown)
                .filter(method -> evaluation.domains().stream().allMatch(data -> evaluation.takesPart(method, data)))
                .toList();
    }

    /** Of a role, in all networks, by the mean over networks and numbers of labels; null where there is none. */
    FewShotMethod best(Role role) {
        return everywhere().stream()
                .filter(method -> method.role() == role)
                .max(Comparator.comparingDouble(this::mean))
                .orElse(null);
    }

    double mean(FewShotMethod method) {
        return evaluation.shots().stream()
                .mapToDouble(k -> evaluation.meanMacroF1(method, k))
                .average()
                .orElse(Double.NaN);
    }

    /** A network without the prior step is left to the long tables, where there is the same with it. */
    private boolean isShown(FewShotMethod method) {
        return switch (method.role()) {
            case BASELINE -> PLAIN.contains(method.name());
            case CONTROL -> true;
            case UNTRAINED, SCRATCH, MODEL ->
                evaluation.methods().stream().noneMatch(other -> other.name().equals(method.name() + WITH_PRIOR));
        };
    }
}
