package org.flowfoundry.evaluation.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.metric.Difference;
import org.flowfoundry.evaluation.metric.Scores;
import org.flowfoundry.evaluation.protocol.DomainData;

/**
 * A method against another, over all networks where both took part.
 *
 * @param gain macro-F1 of the one less that of the other: the mean over networks of the mean over numbers of labels, of which
 *     the larger hold the smaller, so that a draw is resampled with all of them
 * @param share the mean macro-F1 of the one relative to that of the other, less 1
 * @param better networks and numbers of labels where the interval excludes a loss
 * @param worse those where it excludes a win
 * @param cells networks and numbers of labels in all
 */
record Comparison(Difference gain, double share, int better, int worse, int cells) {

    /** What a method is compared with; it may differ from network to network. */
    @FunctionalInterface
    interface Other {

        /** The name of a method; null where there is none. */
        String at(DomainData domain, int shots);
    }

    /** Over some numbers of labels; null where the two nowhere took part both. */
    static Comparison of(Evaluation evaluation, String method, Other other, List<Integer> shots) {
        List<double[]> groups = new ArrayList<>();
        List<Difference> cells = new ArrayList<>();
        double ours = 0;
        double theirs = 0;
        for (DomainData data : evaluation.domains()) {
            List<double[]> ofShots = new ArrayList<>();
            for (int k : shots) {
                String against = other.at(data, k);
                if (tookPart(evaluation, data, method) && tookPart(evaluation, data, against)) {
                    double[] one = values(evaluation, data, method, k);
                    double[] two = values(evaluation, data, against, k);
                    ofShots.add(differences(one, two));
                    cells.add(Difference.of(one, two));
                    ours += Arrays.stream(one).average().orElse(0);
                    theirs += Arrays.stream(two).average().orElse(0);
                }
            }
            if (!ofShots.isEmpty()) {
                groups.add(means(ofShots));
            }
        }
        return cells.isEmpty()
                ? null
                : new Comparison(
                        Difference.ofGroups(groups),
                        ours / theirs - 1,
                        (int) cells.stream().filter(Difference::isWin).count(),
                        (int) cells.stream().filter(Difference::isLoss).count(),
                        cells.size());
    }

    private static boolean tookPart(Evaluation evaluation, DomainData data, String method) {
        return evaluation.methods(data).stream().map(FewShotMethod::name).anyMatch(name -> name.equals(method));
    }

    private static double[] values(Evaluation evaluation, DomainData data, String method, int k) {
        return evaluation.outcomes().values(data.domain(), method, k, Scores::macroF1);
    }

    private static double[] differences(double[] one, double[] two) {
        return IntStream.range(0, one.length).mapToDouble(i -> one[i] - two[i]).toArray();
    }

    /** By draw. */
    private static double[] means(List<double[]> ofShots) {
        return IntStream.range(0, ofShots.get(0).length)
                .mapToDouble(draw -> ofShots.stream()
                        .mapToDouble(values -> values[draw])
                        .average()
                        .orElseThrow())
                .toArray();
    }
}
