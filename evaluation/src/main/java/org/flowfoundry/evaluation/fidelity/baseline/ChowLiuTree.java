package org.flowfoundry.evaluation.fidelity.baseline;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.flowfoundry.training.record.RecordTable;

/** The tree over fields whose pairs have the most mutual information (Chow and Liu 1968), from the class on. */
final class ChowLiuTree {

    private final BinnedRecords records;
    private final int[] order;
    private final int[] parents;

    /** @param root null = the first field */
    ChowLiuTree(BinnedRecords records, String root) {
        this.records = records;
        this.order = new int[records.fields()];
        this.parents = new int[records.fields()];
        grow(root == null ? 0 : records.training().indexOf(root));
    }

    RecordTable make(int rows, long seed) {
        return new TreeSampler(records, order, parents).make(rows, new SplittableRandom(seed));
    }

    /** (fields): the field that each depends on; -1 = the root. */
    int[] parents() {
        return parents;
    }

    /** Prim's algorithm: the field with most information on one of the tree's joins it. */
    private void grow(int root) {
        int fields = order.length;
        double[] most = new double[fields];
        boolean[] joined = new boolean[fields];
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        Arrays.fill(parents, -1);
        int next = root;
        for (int place = 0; place < fields; place++) {
            order[place] = next;
            joined[next] = true;
            int best = -1;
            for (int field = 0; field < fields; field++) {
                if (!joined[field]) {
                    double information = mutualInformation(next, field);
                    if (information > most[field]) {
                        most[field] = information;
                        parents[field] = next;
                    }
                    best = best < 0 || most[field] > most[best] ? field : best;
                }
            }
            next = best;
        }
    }

    /** Mutual information of the bins of two fields, nats. */
    private double mutualInformation(int field, int other) {
        int[] bins = records.bins(field);
        int[] otherBins = records.bins(other);
        int width = records.count(other);
        int[] joint = new int[records.count(field) * width];
        for (int i = 0; i < bins.length; i++) {
            joint[bins[i] * width + otherBins[i]]++;
        }
        double rows = bins.length;
        double sum = 0;
        for (int cell = 0; cell < joint.length; cell++) {
            if (joint[cell] > 0) {
                double expected =
                        records.rows(field)[cell / width].length * (double) records.rows(other)[cell % width].length;
                sum += joint[cell] / rows * Math.log(joint[cell] * rows / expected);
            }
        }
        return sum;
    }
}
