package org.flowfoundry.training.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Collects what methods come to, and prints it. */
final class FewLabelsReport {

    private final HostWindows windows;
    private final int seconds;
    private final int[] tested;
    private final boolean[] positive;

    /** Per number of labels and method, one result per draw. */
    private final Map<Integer, Map<String, List<Result>>> results = new TreeMap<>();

    private record Result(Ranking all, Ranking aimedAt, Attacks attacks) {}

    FewLabelsReport(HostWindows windows, int seconds, int[] tested, boolean[] positive) {
        this.windows = windows;
        this.seconds = seconds;
        this.tested = tested;
        this.positive = positive;
    }

    void add(int shots, String method, double[] scores, boolean[] victims, double[] weights) {
        Ranking all = Ranking.of(scores, positive, weights);
        boolean[] alarm = new boolean[scores.length];
        double[] withoutSources = weights.clone();
        for (int r = 0; r < scores.length; r++) {
            alarm[r] = scores[r] >= all.threshold();
            withoutSources[r] = positive[r] && !victims[r] ? 0 : weights[r];
        }
        Result result = new Result(
                all,
                Ranking.of(scores, positive, withoutSources),
                Attacks.of(windows, seconds, tested, positive, alarm));
        results.computeIfAbsent(shots, any -> new LinkedHashMap<>())
                .computeIfAbsent(method, any -> new ArrayList<>())
                .add(result);
    }

    void print(String task) {
        System.out.printf(
                "%s: means over draws; in brackets the middle 95 %% of the draws' bootstrapped mean, behind the bar that of"
                        + " the difference to the first%n",
                task);
        results.forEach((shots, methods) -> {
            System.out.printf(
                    "k=%-4d %-20s %-28s %-28s %-12s %-16s %s%n",
                    shots, "", "PR-AUC", "recall at 1 % FPR", "victims R@1%", "attacks found", "delay, windows");
            List<Result> first = methods.values().iterator().next();
            methods.forEach((method, draws) -> line(method, draws, first));
        });
    }

    private static void line(String method, List<Result> draws, List<Result> first) {
        System.out.printf(
                Locale.ROOT,
                "       %-20s %.3f %s | %s  %.3f %s | %s  %8.3f %12.3f %14.2f%n",
                method,
                mean(draws, result -> result.all.precision()),
                interval(draws, null, result -> result.all.precision()),
                draws == first ? "" : interval(draws, first, result -> result.all.precision()),
                mean(draws, result -> result.all.recall()),
                interval(draws, null, result -> result.all.recall()),
                draws == first ? "" : interval(draws, first, result -> result.all.recall()),
                mean(draws, result -> result.aimedAt.recall()),
                mean(draws, result -> result.attacks.found()),
                mean(draws, result -> result.attacks.delay()));
    }

    private static double mean(List<Result> draws, ToDoubleFunction<Result> value) {
        return draws.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static Bootstrap.Interval interval(List<Result> draws, List<Result> other, ToDoubleFunction<Result> value) {
        double[] values = draws.stream().mapToDouble(value).toArray();
        double[] others = other == null
                ? new double[values.length]
                : other.stream().mapToDouble(value).toArray();
        return Bootstrap.difference(values, others, Bootstrap::mean);
    }
}
