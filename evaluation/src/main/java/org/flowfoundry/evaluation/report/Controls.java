package org.flowfoundry.evaluation.report;

import java.util.Comparator;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.protocol.DomainData;

/** What a win must be a win over. */
final class Controls {

    private Controls() {}

    /** The control with the best mean macro-F1, which favours the control; null where none took part. */
    static String strongest(Evaluation evaluation, DomainData domain, int k) {
        return evaluation.methods(domain).stream()
                .filter(method -> method.role() == Role.CONTROL)
                .map(FewShotMethod::name)
                .max(Comparator.comparingDouble(name ->
                        evaluation.outcomes().macroF1(domain.domain(), name, k).mean()))
                .orElse(null);
    }
}
