package org.flowfoundry.evaluation.protocol;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A domain's rows as all methods share them; bounded, so that a task holds it in memory.
 *
 * @param task its name
 * @param classes their names; of two, the second is the one looked for
 * @param split what parts training and test rows
 * @param counts what was left of the rows at each step
 * @param notes what was done otherwise than asked, in words
 * @param views of the same rows
 * @param candidateLabels (candidates): numbers of classes
 * @param testLabels (test rows)
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record DomainData(
        String domain,
        String task,
        List<String> classes,
        SplitKind split,
        Counts counts,
        List<String> notes,
        List<View> views,
        int[] candidateLabels,
        int[] testLabels)
        implements Serializable {

    /**
     * Rows at each step.
     *
     * @param flows of the domain
     * @param labelled flows whose label says something about the task
     * @param distinct of these, once duplicates are gone
     * @param pool unlabelled training rows
     * @param candidates training rows that labels are drawn from
     * @param test test rows
     * @param alike test rows left out: a training row looks the same to a model
     */
    public record Counts(long flows, long labelled, long distinct, int pool, int candidates, int test, int alike)
            implements Serializable {}

    public DomainData {
        classes = List.copyOf(classes);
        notes = List.copyOf(notes);
        views = List.copyOf(views);
    }

    /** The view of a name. */
    public View view(String name) {
        return views.stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No view " + name));
    }

    /** The same rows with more views. */
    DomainData with(List<View> more) {
        List<View> all = new ArrayList<>(views);
        all.addAll(more);
        return new DomainData(domain, task, classes, split, counts, notes, all, candidateLabels, testLabels);
    }

    /** Whether there is a view of this name. */
    public boolean has(String view) {
        return views.stream().anyMatch(one -> one.name().equals(view));
    }

    /** The same without its rows: what is left to tell of it once all methods have decided. */
    public DomainData withoutRows() {
        float[][] none = {};
        return new DomainData(
                domain,
                task,
                classes,
                split,
                counts,
                notes,
                views.stream()
                        .map(view -> new View(view.name(), none, none, none, new int[0], null))
                        .toList(),
                candidateLabels,
                testLabels);
    }

    /**
     * The candidates whose labels a draw shows: k of each class, or all of a class that has fewer. The k + 1 of a draw are its
     * k and one more, and all methods get the same.
     */
    public int[] shots(int draw, int k, long seed) {
        List<Integer> shots = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            int label = c;
            int[] ofClass = IntStream.range(0, candidateLabels.length)
                    .filter(i -> candidateLabels[i] == label)
                    .toArray();
            shuffle(ofClass, new SplittableRandom(seed * 1_000_003 + draw * 1_009L + c));
            for (int i = 0; i < Math.min(k, ofClass.length); i++) {
                shots.add(ofClass[i]);
            }
        }
        return shots.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
