package org.flowfoundry.evaluation.fidelity.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.flowfoundry.training.record.RecordTable;

/** Each field depends on the one before it, and on the class. */
final class MarkovChain {

    private MarkovChain() {}

    static RecordTable make(RecordTable training, String classField, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> classes = ClassRows.of(training, classField);
        int[] drawn = ClassRows.drawn(classes, rows, random);
        List<RecordTable> made = new ArrayList<>();
        for (int k = 0; k < classes.size(); k++) {
            int of = k;
            int count = (int) Arrays.stream(drawn).filter(one -> one == of).count();
            made.add(chain(training.select(classes.get(k))).make(count, random));
        }
        return mixed(made, drawn);
    }

    private static TreeSampler chain(RecordTable training) {
        int[] order = IntStream.range(0, training.fields().size()).toArray();
        return new TreeSampler(
                new BinnedRecords(training),
                order,
                Arrays.stream(order).map(field -> field - 1).toArray());
    }

    /** Records of each class, in the order in which classes were drawn: the first are a sample of all. */
    private static RecordTable mixed(List<RecordTable> made, int[] drawn) {
        int[] from = new int[made.size()];
        for (int k = 1; k < from.length; k++) {
            from[k] = from[k - 1] + made.get(k - 1).rows();
        }
        int[] places = Arrays.stream(drawn).map(k -> from[k]++).toArray();
        List<Object> columns = new ArrayList<>();
        for (int f = 0; f < made.get(0).fields().size(); f++) {
            int field = f;
            List<Object> parts =
                    made.stream().map(table -> table.columns().get(field)).toList();
            columns.add(Column.select(Column.joined(parts), places));
        }
        return new RecordTable(made.get(0).fields(), columns, drawn.length);
    }
}
