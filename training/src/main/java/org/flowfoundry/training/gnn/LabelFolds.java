package org.flowfoundry.training.gnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Parts of the labels for cross-validation, each class spread over them evenly. The graphs stay whole: what is held out of a fold
 * is labels, not flows.
 *
 * @param graphs with their labels
 * @param fold (graphs)(flows): the part of each label
 * @param count how many parts; 0 where a class has fewer labels, so that there are none
 */
record LabelFolds(List<LabelledGraph> graphs, int[][] fold, int count) {

    static LabelFolds of(List<LabelledGraph> graphs, int classes, int count, long seed) {
        int[][] fold =
                graphs.stream().map(graph -> new int[graph.labels().length]).toArray(int[][]::new);
        boolean enough = count > 1;
        for (int k = 0; k < classes; k++) {
            List<int[]> places = places(graphs, k);
            Collections.shuffle(places, new Random(seed * 31 + k));
            for (int i = 0; i < places.size(); i++) {
                fold[places.get(i)[0]][places.get(i)[1]] = i % Math.max(1, count);
            }
            enough &= places.isEmpty() || places.size() >= count;
        }
        return new LabelFolds(graphs, fold, enough ? count : 0);
    }

    /** Where labels of a class are: graph and flow. */
    private static List<int[]> places(List<LabelledGraph> graphs, int label) {
        List<int[]> places = new ArrayList<>();
        for (int g = 0; g < graphs.size(); g++) {
            int[] labels = graphs.get(g).labels();
            for (int flow = 0; flow < labels.length; flow++) {
                if (labels[flow] == label) {
                    places.add(new int[] {g, flow});
                }
            }
        }
        return places;
    }

    /** The graphs with the labels of all parts but one. */
    List<LabelledGraph> without(int held) {
        return select(held, false);
    }

    /** The graphs with the labels of one part. */
    List<LabelledGraph> only(int part) {
        return select(part, true);
    }

    private List<LabelledGraph> select(int part, boolean wanted) {
        List<LabelledGraph> selected = new ArrayList<>();
        for (int g = 0; g < graphs.size(); g++) {
            int[] labels = graphs.get(g).labels().clone();
            for (int flow = 0; flow < labels.length; flow++) {
                if ((fold[g][flow] == part) != wanted) {
                    labels[flow] = LabelledGraph.NONE;
                }
            }
            LabelledGraph some = graphs.get(g).with(labels);
            if (some.labelled() > 0) {
                selected.add(some);
            }
        }
        return selected;
    }

    /** Weights with which all classes that have labels count equally. */
    static float[] balanced(List<LabelledGraph> graphs, int classes) {
        int[] counts = new int[classes];
        int all = 0;
        for (LabelledGraph graph : graphs) {
            for (int label : graph.labels()) {
                if (label != LabelledGraph.NONE) {
                    counts[label]++;
                    all++;
                }
            }
        }
        float[] weights = new float[classes];
        long present = Arrays.stream(counts).filter(count -> count > 0).count();
        for (int k = 0; k < classes; k++) {
            weights[k] = counts[k] == 0 ? 0 : all / (float) (present * counts[k]);
        }
        return weights;
    }
}
