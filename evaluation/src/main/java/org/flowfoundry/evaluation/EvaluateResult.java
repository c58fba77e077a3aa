package org.flowfoundry.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowfoundry.core.job.JobResult;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.report.Evaluation;
import org.flowfoundry.evaluation.report.Study;

/**
 * What {@code evaluate} did.
 *
 * @param report folder of the page; null = none was asked for
 * @param results Markdown file; null = none was asked for
 */
public record EvaluateResult(Study study, String report, String results) implements JobResult {

    private static final Set<Role> SUMMED_UP = Set.of(Role.CONTROL, Role.SCRATCH, Role.MODEL);

    /** Of one task as {@code macro_f1 METHOD k=K}, of several as {@code macro_f1 TASK METHOD k=K}. */
    @Override
    public Map<String, Object> summary() {
        List<Evaluation> evaluations = study.evaluations();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("task", evaluations.stream().map(one -> one.task().name()).collect(Collectors.joining(",")));
        summary.put(
                "domains",
                evaluations.stream()
                        .flatMap(one -> one.domains().stream())
                        .map(data -> data.domain())
                        .distinct()
                        .count());
        summary.put(
                "methods",
                evaluations.stream()
                        .flatMap(one -> one.methods().stream())
                        .map(FewShotMethod::name)
                        .distinct()
                        .count());
        summary.put("draws", evaluations.get(0).draws());
        for (Evaluation evaluation : evaluations) {
            String task = evaluations.size() == 1 ? "" : evaluation.task().name() + " ";
            scores(evaluation, "macro_f1 " + task, summary);
        }
        summary.put("report", report);
        summary.put("results", results);
        return summary;
    }

    private static void scores(Evaluation evaluation, String prefix, Map<String, Object> summary) {
        for (FewShotMethod method : evaluation.methods()) {
            if (SUMMED_UP.contains(method.role())) {
                for (int k : evaluation.shots()) {
                    double score = evaluation.meanMacroF1(method, k);
                    summary.put(prefix + method.name() + " k=" + k, Math.round(score * 1e4) / 1e4);
                }
            }
        }
    }
}
