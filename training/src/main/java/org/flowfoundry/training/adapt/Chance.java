package org.flowfoundry.training.adapt;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.flowfoundry.training.decision.RankingCurve;

/** What rankings come to that know nothing of the windows they rank. */
final class Chance {

    private static final int RANKINGS = 99;
    private static final int LUCKY = 5;

    private Chance() {}

    /**
     * The area under the precision-recall curve that 95 of 100 random rankings do not pass. Half of a window's rank is its
     * host's, as what models say of windows of one host is alike: few hosts leave much to luck, however many their windows.
     *
     * @param hosts of each window
     * @param labels 1 for those that are looked for, else 0; both occur
     */
    static double precision(List<String> hosts, int[] labels) {
        double[] reached = new double[RANKINGS];
        double[][] drawn = new double[labels.length][2];
        for (int ranking = 0; ranking < RANKINGS; ranking++) {
            SplittableRandom random = new SplittableRandom(ranking);
            Map<String, Double> ofHost = new HashMap<>();
            for (int i = 0; i < labels.length; i++) {
                double host = ofHost.computeIfAbsent(hosts.get(i), name -> random.nextDouble());
                drawn[i][1] = (host + random.nextDouble()) / 2;
            }
            reached[ranking] = RankingCurve.of(drawn, labels, 1).averagePrecision();
        }
        Arrays.sort(reached);
        return reached[RANKINGS - LUCKY];
    }
}
