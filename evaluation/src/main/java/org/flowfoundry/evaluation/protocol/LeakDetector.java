package org.flowfoundry.evaluation.protocol;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowfoundry.evaluation.EvaluationErrors;

/**
 * Fails an evaluation in which training has seen what is tested, as far as the split promises: a test row's values; where the
 * split is by host, its host; where it is by time, its period.
 */
final class LeakDetector {

    private final String domain;
    private final SplitKind split;

    LeakDetector(String domain, SplitKind split) {
        this.domain = domain;
        this.split = split;
    }

    /** A row's values as a key. */
    private record Vector(float[] values) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Vector vector && Arrays.equals(values, vector.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /** The numbers of test rows that some training row looks the same as. */
    static Set<Integer> alike(List<float[]> training, List<float[]> test) {
        Set<Vector> seen = new HashSet<>();
        training.forEach(values -> seen.add(new Vector(values)));
        Set<Integer> alike = new HashSet<>();
        for (int i = 0; i < test.size(); i++) {
            if (seen.contains(new Vector(test.get(i)))) {
                alike.add(i);
            }
        }
        return alike;
    }

    /** Looks for leaks between rows and their encoded values. */
    void check(List<ChosenRow> training, List<float[]> trainingValues, List<ChosenRow> test, List<float[]> testValues) {
        Set<Integer> alike = alike(trainingValues, testValues);
        if (!alike.isEmpty()) {
            throw EvaluationErrors.leak(domain, alike.size() + " test rows look just like training rows");
        }
        switch (split) {
            case HOST -> checkHosts(training, test);
            case TIME -> checkTime(training, test, false);
            case TIME_PER_CLASS -> checkTime(training, test, true);
            case RANDOM, MODEL, AUTO -> {
                // A split at random promises nothing about hosts and periods; that of networks is looked at below.
            }
        }
    }

    /** Looks for what networks were trained on among the test rows. */
    void check(List<FlowEmbedding> networks, List<ChosenRow> test) {
        long seen = test.stream().filter(row -> !row.unseen()).count();
        if (seen > 0) {
            throw EvaluationErrors.leak(
                    domain,
                    seen + " test rows are of hosts, times or stretches that one of "
                            + String.join(
                                    ", ",
                                    networks.stream()
                                            .filter(FlowEmbedding::isTrained)
                                            .map(FlowEmbedding::name)
                                            .toList())
                            + " was trained on, or look the same as flows that it was trained on; --split model tests"
                            + " others");
        }
    }

    private void checkHosts(List<ChosenRow> training, List<ChosenRow> test) {
        Set<String> hosts = new HashSet<>();
        training.forEach(row -> hosts.add(row.host()));
        long seen = test.stream().filter(row -> hosts.contains(row.host())).count();
        if (seen > 0) {
            throw EvaluationErrors.leak(domain, seen + " test rows are of hosts that training rows are of");
        }
    }

    private void checkTime(List<ChosenRow> training, List<ChosenRow> test, boolean perClass) {
        Map<Integer, Long> latest = new HashMap<>();
        training.forEach(row -> latest.merge(perClass ? row.label() : 0, row.start(), Math::max));
        long early = test.stream()
                .filter(row -> row.start() <= latest.getOrDefault(perClass ? row.label() : 0, Long.MIN_VALUE))
                .count();
        if (early > 0) {
            throw EvaluationErrors.leak(domain, early + " test rows are of the training rows' period");
        }
    }
}
