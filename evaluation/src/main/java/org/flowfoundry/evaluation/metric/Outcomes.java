package org.flowfoundry.evaluation.metric;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All outcomes of an evaluation. */
public record Outcomes(List<Outcome> all) {

    public Outcomes {
        all = all.stream()
                .sorted(Comparator.comparing(Outcome::domain)
                        .thenComparing(Outcome::method)
                        .thenComparingInt(Outcome::shots)
                        .thenComparingInt(Outcome::draw))
                .toList();
    }

    /** Whether a method took part in a domain. */
    public boolean has(String domain, String method) {
        return all.stream()
                .anyMatch(one -> one.domain().equals(domain) && one.method().equals(method));
    }

    /** A method's, in the order of draws. */
    public List<Scores> of(String domain, String method, int shots) {
        return all.stream()
                .filter(one -> one.shots() == shots
                        && one.domain().equals(domain)
                        && one.method().equals(method))
                .map(Outcome::scores)
                .toList();
    }

    /** One number of a method, by draw. */
    public double[] values(String domain, String method, int shots, ToDoubleFunction<Scores> metric) {
        return of(domain, method, shots).stream().mapToDouble(metric).toArray();
    }

    /** The mean over draws, with its interval. */
    public Estimate macroF1(String domain, String method, int shots) {
        return Estimate.of(values(domain, method, shots, Scores::macroF1));
    }

    /** Macro-F1 of one method less that of another, by draw. */
    public Difference difference(String domain, String one, String other, int shots) {
        return Difference.of(
                values(domain, one, shots, Scores::macroF1), values(domain, other, shots, Scores::macroF1));
    }
}
