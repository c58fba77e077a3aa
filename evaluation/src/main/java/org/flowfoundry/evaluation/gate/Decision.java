package org.flowfoundry.evaluation.gate;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flowfoundry.evaluation.metric.Difference;

/**
 * Whether a version may be promoted, and by what.
 *
 * @param method of the candidate, as in {@code evaluations}
 * @param other what it was compared with: the promoted version's method, or each network's strongest control
 * @param day of the evaluation
 * @param domains networks that both were evaluated in
 * @param pairs networks, numbers of labels and draws
 * @param difference macro-F1 of the candidate less that of the other
 */
public record Decision(
        String method,
        String other,
        LocalDate day,
        List<String> domains,
        int pairs,
        Difference difference,
        double margin) {

    /** Whether the interval excludes a loss of the margin. */
    public boolean isPromotion() {
        return difference.low() > -margin;
    }

    /** In words, for the one who asked. */
    public String words() {
        return String.format(
                Locale.ROOT,
                "macro-F1 of %s less that of %s is %+.4f, 95 %% interval [%+.4f, %+.4f] (%s, %s, %d pairs), which %s a loss%s",
                method,
                other,
                difference.mean(),
                difference.low(),
                difference.high(),
                day,
                String.join(", ", domains),
                pairs,
                isPromotion() ? "excludes" : "does not exclude",
                margin == 0 ? "" : String.format(Locale.ROOT, " of more than the margin, %s", margin));
    }

    /** The same for programs. */
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("decision", isPromotion() ? "promoted" : "kept");
        summary.put("compared", method);
        summary.put("with", other);
        summary.put("evaluated", day.toString());
        summary.put("domains", domains);
        summary.put("pairs", pairs);
        summary.put("difference", rounded(difference.mean()));
        summary.put("low", rounded(difference.low()));
        summary.put("high", rounded(difference.high()));
        summary.put("margin", margin);
        return summary;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
