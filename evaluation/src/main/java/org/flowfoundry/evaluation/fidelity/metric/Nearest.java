package org.flowfoundry.evaluation.fidelity.metric;

import org.flowfoundry.evaluation.fidelity.metric.RecordSpace.Points;

/** Distances to nearest records, by looking at all of them: both sides are bounded by who calls. */
final class Nearest {

    private Nearest() {}

    /** (queries): of each, the distance to the nearest reference record; infinite where there are none. */
    static double[] distances(Points queries, Points reference) {
        double[] distances = new double[queries.size()];
        for (int i = 0; i < distances.length; i++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < reference.size() && nearest > 0; j++) {
                nearest = Math.min(nearest, RecordSpace.squared(queries, i, reference, j, nearest));
            }
            distances[i] = Math.sqrt(nearest);
        }
        return distances;
    }
}
