package org.flowfoundry.evaluation.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flowfoundry.training.decision.Standardizer;
import org.flowfoundry.training.flows.FlowEncoder;

/** Makes views: values standardised on the pool, and beside them which fields are there, where that differs. */
final class Views {

    /** A field that nearly all rows have, or nearly none, gets no column for its being there. */
    private static final double LEAST_SHARE = 0.005;

    private Views() {}

    /** The rows of the three parts, in their order. */
    record Parts(float[][] pool, float[][] candidates, float[][] test) {

        static Parts of(List<float[]> pool, List<float[]> candidates, List<float[]> test) {
            return new Parts(
                    pool.toArray(float[][]::new), candidates.toArray(float[][]::new), test.toArray(float[][]::new));
        }

        /** The columns of both, side by side. */
        Parts beside(Parts others) {
            return new Parts(
                    beside(pool, others.pool), beside(candidates, others.candidates), beside(test, others.test));
        }

        private static float[][] beside(float[][] left, float[][] right) {
            float[][] both = new float[left.length][];
            for (int i = 0; i < both.length; i++) {
                both[i] = Arrays.copyOf(left[i], left[i].length + right[i].length);
                System.arraycopy(right[i], 0, both[i], left[i].length, right[i].length);
            }
            return both;
        }
    }

    /** (columns): the number of the field that each belongs to. */
    static int[] fields(FlowEncoder encoder) {
        int[] fields = new int[encoder.width()];
        int at = 0;
        for (int number = 0; number < encoder.fields().size(); number++) {
            int width = encoder.fields().get(number).width();
            Arrays.fill(fields, at, at + width, number);
            at += width;
        }
        return fields;
    }

    /** The first columns of fields: NaN there means the field is absent. */
    static int[] firstColumns(int[] fields) {
        return IntStream.range(0, fields.length)
                .filter(j -> j == 0 || fields[j] != fields[j - 1])
                .toArray();
    }

    /** A view of flows' own values. */
    static View ofFlows(Parts raw, int[] fields) {
        int[] masked = masked(raw, firstColumns(fields));
        View view = of(View.FLOW, raw, masked);
        int[] all = Arrays.copyOf(fields, fields.length + masked.length);
        for (int i = 0; i < masked.length; i++) {
            all[fields.length + i] = fields[masked[i]];
        }
        return new View(view.name(), view.pool(), view.candidates(), view.test(), all, null);
    }

    /**
     * A view of raw parts.
     *
     * @param asked columns whose being NaN is a column of its own
     */
    static View of(String name, Parts raw, int[] asked) {
        int[] masked = masked(raw, asked);
        Standardizer standardizer = Standardizer.fit(raw.pool);
        Parts parts = new Parts(
                        standardizer.apply(raw.pool), standardizer.apply(raw.candidates), standardizer.apply(raw.test))
                .beside(new Parts(absent(raw.pool, masked), absent(raw.candidates, masked), absent(raw.test, masked)));
        return new View(name, parts.pool, parts.candidates, parts.test);
    }

    private static int[] masked(Parts raw, int[] asked) {
        return Arrays.stream(asked).filter(j -> differs(raw.pool, j)).toArray();
    }

    private static boolean differs(float[][] rows, int column) {
        long absent =
                Arrays.stream(rows).filter(row -> Float.isNaN(row[column])).count();
        return absent > LEAST_SHARE * rows.length && absent < (1 - LEAST_SHARE) * rows.length;
    }

    private static float[][] absent(float[][] rows, int[] columns) {
        float[][] absent = new float[rows.length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                absent[i][j] = Float.isNaN(rows[i][columns[j]]) ? 1 : 0;
            }
        }
        return absent;
    }
}
