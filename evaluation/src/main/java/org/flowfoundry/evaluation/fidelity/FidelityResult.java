package org.flowfoundry.evaluation.fidelity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.core.job.JobResult;
import org.flowfoundry.evaluation.fidelity.metric.Metric;
import org.flowfoundry.evaluation.fidelity.report.Compared;
import org.flowfoundry.evaluation.fidelity.report.FidelityStudy;

/**
 * What {@code fidelity} did.
 *
 * @param report folder of the page; null = none was asked for
 */
public record FidelityResult(FidelityStudy study, String report) implements JobResult {

    private static final List<Metric> SUMMED_UP = List.of(
            Metric.JSD,
            Metric.WASSERSTEIN,
            Metric.PAIR_TVD,
            Metric.SPEARMAN,
            Metric.PEARSON,
            Metric.C2ST,
            Metric.RULES_BROKEN,
            Metric.TSTR_XGBOOST,
            Metric.DCR_SHARE,
            Metric.MEMBERSHIP,
            Metric.TABLE_COPIES_EQUAL,
            Metric.TABLE_COPIES_HELD_OUT);

    /** Why the synthetic flows should not be published; none = nothing was found. */
    public List<String> risks() {
        return study.risks();
    }

    /** Measures as {@code METRIC synthetic} and {@code METRIC real}, those that are defined. */
    @Override
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("domain", study.domain());
        summary.put("training", study.real().training().rows());
        summary.put("held_out", study.real().heldOut().rows());
        summary.put("synthetic", study.synthetic().rows());
        for (Metric metric : SUMMED_UP) {
            for (String name : List.of(Compared.SYNTHETIC, Compared.REAL)) {
                double value = study.named(name).value(metric);
                if (Double.isFinite(value)) {
                    summary.put(metric.key() + " " + name, Math.round(value * 1e4) / 1e4);
                }
            }
        }
        summary.put("risks", String.join("; ", risks()));
        summary.put("report", report);
        return summary;
    }
}
