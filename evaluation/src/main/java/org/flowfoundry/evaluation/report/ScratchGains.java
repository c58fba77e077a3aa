package org.flowfoundry.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.protocol.DomainData;

/** By how much models that were pre-trained do better than networks that have learned from the labels alone. */
final class ScratchGains {

    /** Of all domains together. */
    static final String MEAN = "mean";

    /** Nothing is worse in fact, but for a division by zero. */
    private static final double LEAST = 1e-3;

    private ScratchGains() {}

    /**
     * A model's gain in macro-F1, in percent of what the network from scratch has.
     *
     * @param domain or {@link #MEAN}: the mean of the domains' percentages
     * @param scratch the same from scratch
     * @param percent by number of labels, as many as there are
     * @param mean of these
     */
    record Gain(String domain, String method, String scratch, List<Double> percent, double mean) {

        Gain(String domain, String method, String scratch, List<Double> percent) {
            this(domain, method, scratch, percent, average(percent));
        }
    }

    /** Of each model in each domain, then in the mean of domains; none where nothing was trained from scratch. */
    static List<Gain> of(Evaluation evaluation) {
        List<Gain> gains = new ArrayList<>();
        for (FewShotMethod method : evaluation.methods()) {
            if (method.role() != Role.MODEL) {
                continue;
            }
            List<Gain> own = evaluation.domains().stream()
                    .map(domain -> of(evaluation, domain, method))
                    .filter(Objects::nonNull)
                    .toList();
            gains.addAll(own);
            if (own.size() > 1) {
                gains.add(mean(own));
            }
        }
        return gains;
    }

    private static Gain of(Evaluation evaluation, DomainData domain, FewShotMethod method) {
        String scratch = fromScratch(evaluation, domain, method);
        if (scratch == null || !evaluation.methods(domain).contains(method)) {
            return null;
        }
        List<Double> percent = evaluation.shots().stream()
                .map(k ->
                        percent(macroF1(evaluation, domain, method.name(), k), macroF1(evaluation, domain, scratch, k)))
                .toList();
        return new Gain(domain.domain(), method.name(), scratch, percent);
    }

    private static double percent(double pretrained, double fromScratch) {
        return 100 * (pretrained - fromScratch) / Math.max(LEAST, fromScratch);
    }

    private static Gain mean(List<Gain> own) {
        List<Double> percent = new ArrayList<>();
        for (int i = 0; i < own.get(0).percent().size(); i++) {
            int at = i;
            percent.add(average(own.stream().map(gain -> gain.percent().get(at)).toList()));
        }
        return new Gain(MEAN, own.get(0).method(), own.get(0).scratch(), percent);
    }

    /** The same members, but for a network that learned from the labels alone; null where there is none. */
    private static String fromScratch(Evaluation evaluation, DomainData domain, FewShotMethod model) {
        List<String> names = Counterparts.of(model.name());
        return evaluation.methods(domain).stream()
                .filter(method -> method.role() == Role.SCRATCH && names.contains(method.name()))
                .map(FewShotMethod::name)
                .findFirst()
                .orElse(null);
    }

    private static double macroF1(Evaluation evaluation, DomainData domain, String name, int k) {
        return evaluation.outcomes().macroF1(domain.domain(), name, k).mean();
    }

    private static double average(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
