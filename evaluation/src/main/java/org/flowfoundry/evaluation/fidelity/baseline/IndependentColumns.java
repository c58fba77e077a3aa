package org.flowfoundry.evaluation.fidelity.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.flowfoundry.training.record.RecordTable;

/** Draws of training records: whole, or field by field. */
final class IndependentColumns {

    private IndependentColumns() {}

    static RecordTable copies(RecordTable training, int rows, long seed) {
        return training.select(drawn(training.rows(), rows, new SplittableRandom(seed)));
    }

    static RecordTable make(RecordTable training, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Object> columns = new ArrayList<>();
        for (int f = 0; f < training.fields().size(); f++) {
            columns.add(Column.select(training.columns().get(f), drawn(training.rows(), rows, random)));
        }
        return new RecordTable(training.fields(), columns, rows);
    }

    private static int[] drawn(int from, int rows, SplittableRandom random) {
        int[] drawn = new int[rows];
        for (int i = 0; i < rows; i++) {
            drawn[i] = random.nextInt(from);
        }
        return drawn;
    }
}
