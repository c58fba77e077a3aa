package org.flowfoundry.training.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rows and their classes.
 *
 * @param rows (rows, columns)
 * @param labels (rows): numbers of classes
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record LabelledRows(float[][] rows, int[] labels) {

    LabelledRows {
        if (rows.length == 0 || rows.length != labels.length) {
            throw new IllegalArgumentException(rows.length + " rows with " + labels.length + " labels");
        }
    }

    /** The numbers of the rows in another order. */
    List<Integer> shuffled(Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, labels.length).boxed().toList());
        Collections.shuffle(order, random);
        return order;
    }

    LabelledRows select(int[] chosen) {
        return new LabelledRows(
                Arrays.stream(chosen).mapToObj(i -> rows[i]).toArray(float[][]::new),
                Arrays.stream(chosen).map(i -> labels[i]).toArray());
    }
}
