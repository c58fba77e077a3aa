package org.flowfoundry.training.gnn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.flowfoundry.training.graph.GraphBatch;

/**
 * How well links are told, of a model and of heuristics on the same visible flows.
 *
 * @param questions how many were asked
 * @param hosts of the model by the hosts' states alone
 * @param flow of the model with the hidden flow's own fields at hand
 * @param heuristics each on its own
 */
public record LinkQuality(long questions, Auc hosts, Auc flow, Map<LinkHeuristic, Auc> heuristics) {

    public LinkQuality {
        heuristics = Map.copyOf(heuristics);
    }

    /**
     * Areas under the curve of true against false positives: how often a link scores above what is none, ties by half. NaN
     * where there is nothing of a kind.
     *
     * @param all against all negatives
     * @param hard against those of the same slot and about the same degree
     * @param easy against the others
     */
    public record Auc(double all, double hard, double easy) {}

    /**
     * Measures a model.
     *
     * @param batches pieces that it was not trained on, with questions; their scores are all held in memory
     */
    public static LinkQuality of(GraphPredictor predictor, List<GraphBatch> batches) {
        Map<LinkHeuristic, Auc> heuristics = new EnumMap<>(LinkHeuristic.class);
        for (LinkHeuristic heuristic : LinkHeuristic.values()) {
            heuristics.put(heuristic, auc(batches, heuristic::scores));
        }
        long questions = batches.stream().mapToLong(GraphBatch::questions).sum();
        return new LinkQuality(
                questions,
                auc(batches, batch -> predictor.links(batch, false)),
                auc(batches, batch -> predictor.links(batch, true)),
                heuristics);
    }

    static Auc auc(List<GraphBatch> batches, Function<GraphBatch, float[]> scorer) {
        List<Answer> answers = batches.stream()
                .flatMap(batch -> {
                    float[] scores = scorer.apply(batch);
                    return IntStream.range(0, scores.length)
                            .mapToObj(i -> new Answer(scores[i], batch.linked()[i], batch.hard()[i]));
                })
                .toList();
        return new Auc(
                area(answers),
                area(answers.stream().filter(a -> a.linked() || a.hard()).toList()),
                area(answers.stream().filter(a -> a.linked() || !a.hard()).toList()));
    }

    private record Answer(float score, boolean linked, boolean hard) {}

    /** By the sum of the links' ranks (Mann and Whitney 1947), ties at their middle. */
    private static double area(List<Answer> answers) {
        Answer[] sorted = answers.toArray(new Answer[0]);
        Arrays.sort(sorted, Comparator.comparingDouble(Answer::score));
        double ranks = 0;
        double links = 0;
        int from = 0;
        while (from < sorted.length) {
            int to = from;
            double here = 0;
            while (to < sorted.length && sorted[to].score() == sorted[from].score()) {
                here += sorted[to++].linked() ? 1 : 0;
            }
            ranks += here * (from + to + 1) / 2;
            links += here;
            from = to;
        }
        return (ranks - links * (links + 1) / 2) / (links * (sorted.length - links));
    }
}
