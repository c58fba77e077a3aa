package org.flowfoundry.evaluation.report;

import java.util.List;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.metric.Outcomes;
import org.flowfoundry.evaluation.protocol.DomainData;
import org.flowfoundry.evaluation.task.Task;

/**
 * What was asked, and all that came out.
 *
 * @param shots rising
 * @param methods those that took part in any domain
 * @param leftOut why domains were left out, in words
 */
public record Evaluation(
        Task task,
        List<Integer> shots,
        int draws,
        long seed,
        List<FewShotMethod> methods,
        List<DomainData> domains,
        List<String> leftOut,
        Outcomes outcomes) {

    public Evaluation {
        leftOut = List.copyOf(leftOut);
    }

    /** Without the methods that took part in no domain. */
    public static Evaluation of(
            Task task,
            List<Integer> shots,
            int draws,
            long seed,
            List<FewShotMethod> methods,
            List<DomainData> domains,
            List<String> leftOut,
            Outcomes outcomes) {
        List<FewShotMethod> some = methods.stream()
                .filter(method -> domains.stream().anyMatch(domain -> outcomes.has(domain.domain(), method.name())))
                .toList();
        return new Evaluation(task, shots, draws, seed, some, domains, leftOut, outcomes);
    }

    boolean takesPart(FewShotMethod method, DomainData domain) {
        return outcomes.has(domain.domain(), method.name());
    }

    /** The methods that took part in a domain. */
    List<FewShotMethod> methods(DomainData domain) {
        return methods.stream().filter(method -> takesPart(method, domain)).toList();
    }

    /** The mean over domains. */
    public double meanMacroF1(FewShotMethod method, int shots) {
        return domains.stream()
                .filter(domain -> takesPart(method, domain))
                .mapToDouble(domain ->
                        outcomes.macroF1(domain.domain(), method.name(), shots).mean())
                .average()
                .orElse(Double.NaN);
    }
}
