package org.flowfoundry.evaluation.report;

import java.util.List;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.metric.Outcomes;
import org.flowfoundry.evaluation.protocol.DomainData;
import org.flowfoundry.evaluation.task.Task;

/**
 * What was asked, and all that came out.
 *
 * @param shots rising
 * @param methods those that took part in any domain
 */
public record Evaluation(
        Task task,
        List<Integer> shots,
        int draws,
        long seed,
        List<FewShotMethod> methods,
        List<DomainData> domains,
        Outcomes outcomes) {

    /** Without the methods for which no domain has the view. */
    public static Evaluation of(
            Task task,
            List<Integer> shots,
            int draws,
            long seed,
            List<FewShotMethod> methods,
            List<DomainData> domains,
            Outcomes outcomes) {
        List<FewShotMethod> some = methods.stream()
                .filter(method -> domains.stream().anyMatch(domain -> takesPart(method, domain)))
                .toList();
        return new Evaluation(task, shots, draws, seed, some, domains, outcomes);
    }

    static boolean takesPart(FewShotMethod method, DomainData domain) {
        return method.views().stream().allMatch(domain::has);
    }

    /** The methods that took part in a domain. */
    List<FewShotMethod> methods(DomainData domain) {
        return methods.stream().filter(method -> takesPart(method, domain)).toList();
    }

    /** Those that pictures and matrices show: what stands for a kind, and of all others what has the prior step. */
    List<FewShotMethod> shown(DomainData domain) {
        List<String> plain = List.of("random-forest", "xgboost", "k-nn");
        List<FewShotMethod> there = methods(domain);
        List<FewShotMethod> some = there.stream()
                .filter(method ->
                        method.role() == Role.BASELINE ? plain.contains(method.name()) : !isWithPrior(method, there))
                .toList();
        return some.isEmpty() ? there : some;
    }

    /** Whether the same is there with the prior step, too. */
    private static boolean isWithPrior(FewShotMethod method, List<FewShotMethod> there) {
        return method.exponent() == 0
                && there.stream()
                        .anyMatch(
                                other -> other.exponent() > 0 && other.members().equals(method.members()));
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
