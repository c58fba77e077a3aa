package org.flowfoundry.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.spark.package$;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.metric.Difference;
import org.flowfoundry.evaluation.metric.Estimate;
import org.flowfoundry.evaluation.metric.Scores;
import org.flowfoundry.evaluation.protocol.DomainData;

/** What stands in {@code results.json}: null = not defined. */
record Results(String command, String day, String java, String spark, List<Asked> tasks) {

    /**
     * One task.
     *
     * @param leftOut why domains were left out
     */
    record Asked(
            String task,
            String question,
            int draws,
            long seed,
            List<Integer> shots,
            List<Domain> domains,
            List<ScratchGains.Gain> gainsOverScratch,
            List<String> leftOut) {}

    record Domain(
            String domain,
            String split,
            List<String> classes,
            DomainData.Counts rows,
            List<String> notes,
            List<Line> results) {}

    /**
     * One method with so many labels.
     *
     * @param control the strongest control then, by the mean of macro-F1
     * @param gain macro-F1 less the control's, with the interval of the paired bootstrap; null of the control itself
     */
    record Line(
            String method,
            String role,
            int shots,
            Interval macroF1,
            Interval prAuc,
            Interval recallAt1Percent,
            Interval recallAt01Percent,
            Interval calibrationError,
            String control,
            Interval gain) {}

    record Interval(Double mean, Double low, Double high) {

        static Interval of(double[] values) {
            Estimate estimate = Estimate.of(values);
            return new Interval(finite(estimate.mean()), finite(estimate.low()), finite(estimate.high()));
        }

        private static Double finite(double value) {
            return Double.isFinite(value) ? value : null;
        }
    }

    static Results of(Study study) {
        return new Results(
                study.command(),
                study.day().toString(),
                System.getProperty("java.version"),
                package$.MODULE$.SPARK_VERSION(),
                study.evaluations().stream().map(Results::asked).toList());
    }

    private static Asked asked(Evaluation evaluation) {
        return new Asked(
                evaluation.task().name(),
                evaluation.task().question(),
                evaluation.draws(),
                evaluation.seed(),
                evaluation.shots(),
                evaluation.domains().stream()
                        .map(domain -> domain(evaluation, domain))
                        .toList(),
                ScratchGains.of(evaluation),
                evaluation.leftOut());
    }

    private static Domain domain(Evaluation evaluation, DomainData data) {
        List<Line> lines = new ArrayList<>();
        for (FewShotMethod method : evaluation.methods(data)) {
            for (int k : evaluation.shots()) {
                lines.add(line(evaluation, data, method, k));
            }
        }
        return new Domain(
                data.domain(), data.split().label(), data.classes(), data.counts(), data.notes(), List.copyOf(lines));
    }

    private static Line line(Evaluation evaluation, DomainData data, FewShotMethod method, int k) {
        String domain = data.domain();
        String control = Controls.strongest(evaluation, data, k);
        Interval gain = null;
        if (control != null && !control.equals(method.name())) {
            Difference difference = evaluation.outcomes().difference(domain, method.name(), control, k);
            gain = new Interval(difference.mean(), difference.low(), difference.high());
        }
        return new Line(
                method.name(),
                method.role().name(),
                k,
                interval(evaluation, domain, method, k, Scores::macroF1),
                interval(evaluation, domain, method, k, Scores::prAuc),
                interval(evaluation, domain, method, k, Scores::recall1),
                interval(evaluation, domain, method, k, Scores::recall01),
                interval(evaluation, domain, method, k, Scores::calibration),
                control,
                gain);
    }

    private static Interval interval(
            Evaluation evaluation, String domain, FewShotMethod method, int k, ToDoubleFunction<Scores> metric) {
        return Interval.of(evaluation.outcomes().values(domain, method.name(), k, metric));
    }
}
