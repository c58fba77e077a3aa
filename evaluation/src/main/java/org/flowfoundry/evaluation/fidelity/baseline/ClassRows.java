package org.flowfoundry.evaluation.fidelity.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.flowfoundry.training.record.RecordTable;

/** The rows of each class, and how many to make of it. */
final class ClassRows {

    private ClassRows() {}

    /** Rows by class, in the order of the classes' names; of one class where there is no field. */
    static List<int[]> of(RecordTable training, String classField) {
        Map<String, List<Integer>> rows = new TreeMap<>();
        String[] names = classField == null ? null : training.names(training.indexOf(classField));
        for (int i = 0; i < training.rows(); i++) {
            rows.computeIfAbsent(names == null ? "" : String.valueOf(names[i]), name -> new ArrayList<>())
                    .add(i);
        }
        return rows.values().stream()
                .map(some -> some.stream().mapToInt(i -> i).toArray())
                .toList();
    }

    /** (rows): for each record to make, the number of its class, as often as training records have it. */
    static int[] drawn(List<int[]> classes, int rows, SplittableRandom random) {
        int all = classes.stream().mapToInt(some -> some.length).sum();
        int[] drawn = new int[rows];
        for (int i = 0; i < rows; i++) {
            int at = random.nextInt(all);
            int k = 0;
            while (at >= classes.get(k).length) {
                at -= classes.get(k++).length;
            }
            drawn[i] = k;
        }
        return drawn;
    }
}
