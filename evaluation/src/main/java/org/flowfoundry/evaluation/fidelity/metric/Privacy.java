package org.flowfoundry.evaluation.fidelity.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowfoundry.evaluation.fidelity.metric.RecordSpace.Points;
import org.flowfoundry.training.record.RecordTable;

/**
 * Whether records give training records away. Of training and held-out records as many are looked at, for the more there are,
 * the nearer the nearest is.
 */
final class Privacy {

    private static final int MOST_ASKED = 3_000;
    private static final int MOST_REFERENCES = 15_000;
    private static final double RARE = 0.05;

    private final RecordTable training;
    private final RecordTable heldOut;
    private final int references;
    private final RecordSpace space;
    private final Points trainingPoints;
    private final Points heldOutPoints;

    Privacy(RecordTable training, RecordTable heldOut) {
        this.training = training;
        this.heldOut = heldOut;
        this.references = Math.min(MOST_REFERENCES, Math.min(training.rows(), heldOut.rows()));
        this.space = new RecordSpace(training);
        this.trainingPoints = space.points(training, references);
        this.heldOutPoints = space.points(heldOut, references);
    }

    List<Measure> of(RecordTable candidate) {
        Points asked = space.points(candidate, MOST_ASKED);
        double[] toTraining = Nearest.distances(asked, trainingPoints);
        double[] toHeldOut = Nearest.distances(asked, heldOutPoints);
        Points released = space.points(candidate, MOST_REFERENCES);
        Points members = space.points(training, Math.min(references, MOST_ASKED));
        double[] ofMembers = Nearest.distances(members, released);
        double[] ofOthers = Nearest.distances(space.points(heldOut, Math.min(references, MOST_ASKED)), released);
        return List.of(
                Measure.of(Metric.DCR_SHARE, shareNearer(toTraining, toHeldOut)),
                Measure.of(Metric.DCR_RATIO, mean(toTraining) / mean(toHeldOut)),
                Measure.of(Metric.COPY_RATE, copies(candidate, training, training.rows())),
                Measure.of(Metric.COPY_RATE_EQUAL, copies(candidate, training, references)),
                Measure.of(Metric.COPY_RATE_HELD_OUT, copies(candidate, heldOut, references)),
                Measure.of(Metric.MEMBERSHIP, Auc.of(negative(ofMembers), negative(ofOthers))),
                Measure.of(Metric.RARE_EXPOSURE, exposed(members, ofMembers)),
                Measure.of(
                        Metric.DISTINCT,
                        RecordKeys.keys(candidate, candidate.rows()).size() / (double) candidate.rows()));
    }

    private static double shareNearer(double[] toTraining, double[] toHeldOut) {
        double nearer = 0;
        for (int i = 0; i < toTraining.length; i++) {
            nearer += toTraining[i] < toHeldOut[i] ? 1 : toTraining[i] == toHeldOut[i] ? 0.5 : 0;
        }
        return nearer / toTraining.length;
    }

    private static double copies(RecordTable candidate, RecordTable real, int most) {
        Set<String> keys = RecordKeys.keys(real, most);
        return IntStream.range(0, candidate.rows())
                        .filter(i -> keys.contains(RecordKeys.key(candidate, i)))
                        .count()
                / (double) candidate.rows();
    }

    /** @param toReleased (members): the distance to the nearest of the candidate's records */
    private double exposed(Points members, double[] toReleased) {
        double[] toOthers = Nearest.distances(members, heldOutPoints);
        int rare = (int) Math.ceil(RARE * toOthers.length);
        return IntStream.range(0, toOthers.length)
                        .boxed()
                        .sorted((i, j) -> Double.compare(toOthers[j], toOthers[i]))
                        .limit(rare)
                        .filter(i -> toReleased[i] < toOthers[i])
                        .count()
                / (double) rare;
    }

    private static double[] negative(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
