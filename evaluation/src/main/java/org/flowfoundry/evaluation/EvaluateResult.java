package org.flowfoundry.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.flowfoundry.core.job.JobResult;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.report.Evaluation;

/**
 * What {@code evaluate} did.
 *
 * @param report folder of the page; null = none was asked for
 */
public record EvaluateResult(Evaluation evaluation, String report) implements JobResult {

    private static final Set<Role> SUMMED_UP = Set.of(Role.CONTROL, Role.SCRATCH, Role.MODEL);

    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("task", evaluation.task().name());
        summary.put("domains", evaluation.domains().size());
        summary.put("methods", evaluation.methods().size());
        summary.put("draws", evaluation.draws());
        for (FewShotMethod method : evaluation.methods()) {
            if (SUMMED_UP.contains(method.role())) {
                for (int k : evaluation.shots()) {
                    summary.put("macro_f1 " + method.name() + " k=" + k, rounded(evaluation.meanMacroF1(method, k)));
                }
            }
        }
        summary.put("report", report);
        return summary;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
