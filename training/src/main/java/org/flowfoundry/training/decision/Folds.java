package org.flowfoundry.training.decision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Parts of the examples for cross-validation: each class is spread over them evenly, and rows of one origin lie in one part
 * wherever a class has enough origins for that.
 */
final class Folds {

    private Folds() {}

    /** The part, from 0, of each example. */
    static int[] of(Examples examples, int folds, long seed) {
        int[] fold = new int[examples.labels().length];
        Map<String, Integer> foldOf = new HashMap<>();
        for (int k : rarestFirst(examples)) {
            assign(examples, k, folds, seed, foldOf, fold);
        }
        return fold;
    }

    private static void assign(
            Examples examples, int label, int folds, long seed, Map<String, Integer> foldOf, int[] fold) {
        Map<String, List<Integer>> byOrigin = new HashMap<>();
        for (int i = 0; i < fold.length; i++) {
            if (examples.labels()[i] == label) {
                byOrigin.computeIfAbsent(examples.origins().get(i), any -> new ArrayList<>())
                        .add(i);
            }
        }
        List<String> origins = new ArrayList<>(byOrigin.keySet());
        Collections.sort(origins);
        Collections.shuffle(origins, new Random(seed * 31 + label));
        int[] sizes = new int[folds];
        boolean together = origins.size() >= folds;
        for (String origin : origins) {
            Integer before = foldOf.get(origin);
            for (int row : byOrigin.get(origin)) {
                int chosen = together && before != null ? before : smallest(sizes);
                before = together ? Integer.valueOf(chosen) : null;
                fold[row] = chosen;
                sizes[chosen]++;
            }
            if (together) {
                foldOf.put(origin, before);
            }
        }
    }

    private static int smallest(int[] sizes) {
        return IntStream.range(0, sizes.length)
                .reduce((a, b) -> sizes[b] < sizes[a] ? b : a)
                .orElseThrow();
    }

    private static List<Integer> rarestFirst(Examples examples) {
        int[] counts = new int[examples.classes().size()];
        for (int label : examples.labels()) {
            counts[label]++;
        }
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted((a, b) ->
                        counts[a] != counts[b] ? Integer.compare(counts[a], counts[b]) : Integer.compare(a, b))
                .toList();
    }
}
