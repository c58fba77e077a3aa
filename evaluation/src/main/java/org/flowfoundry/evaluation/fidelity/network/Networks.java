package org.flowfoundry.evaluation.fidelity.network;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.flowfoundry.evaluation.fidelity.metric.Distributions;
import org.flowfoundry.evaluation.fidelity.metric.Measure;
import org.flowfoundry.evaluation.fidelity.metric.Metric;

/**
 * The shapes of real and synthetic flows. Both are thinned to as many flows, for degrees grow with their number; real ones to
 * two parts that have no flow in common, of which one shows what chance does, and what its resampling comes to.
 *
 * @param real the first part, which all others are compared with
 * @param compared the shapes of others, in the order of their origins
 * @param flows in each, about
 */
public record Networks(NetworkShape real, Map<NetworkOrigin, NetworkShape> compared, long flows) {

    private static final long PARTS = 1_000_003;

    /** What thins: the same for every run, so that its figures can be compared. */
    private static final long THINNING_SEED = 42;

    public Networks {
        compared = Collections.unmodifiableMap(new EnumMap<>(compared));
    }

    /**
     * Of whole tables of one domain, of which neither is empty.
     *
     * @param baselines whether real flows are resampled, too
     * @param seed of the resampling
     */
    public static Networks of(Dataset<Row> real, Dataset<Row> synthetic, boolean baselines, long seed) {
        long realFlows = real.count();
        long syntheticFlows = synthetic.count();
        double flows = Math.min(syntheticFlows, realFlows / 2.0);
        double share = flows / realFlows;
        Dataset<Row> other = part(real, share, 2 * share);
        Map<NetworkOrigin, NetworkShape> shapes = new EnumMap<>(NetworkOrigin.class);
        shapes.put(NetworkOrigin.OTHER_REAL, ShapeJob.shape(other));
        if (baselines && !shapes.get(NetworkOrigin.OTHER_REAL).isEmpty()) {
            shapes.put(NetworkOrigin.ROW_SHUFFLED, kept(Resampling.shuffled(other, (long) flows, seed)));
            shapes.put(NetworkOrigin.BOOTSTRAP, ShapeJob.shape(Resampling.bootstrap(other, seed)));
        }
        shapes.put(NetworkOrigin.SYNTHETIC, ShapeJob.shape(part(synthetic, 0, flows / syntheticFlows)));
        return new Networks(ShapeJob.shape(part(real, 0, share)), shapes, (long) flows);
    }

    /** Of flows that cost a shuffle, and are looked at several times. */
    private static NetworkShape kept(Dataset<Row> flows) {
        Dataset<Row> kept = flows.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return ShapeJob.shape(kept);
        } finally {
            kept.unpersist();
        }
    }

    public NetworkShape synthetic() {
        return compared.get(NetworkOrigin.SYNTHETIC);
    }

    /** Statistics of one of the compared, and how far its distributions are from those of the first real part. */
    public List<Measure> measures(NetworkOrigin origin) {
        NetworkShape shape = compared.get(origin);
        List<Measure> measures = new ArrayList<>();
        for (Statistic statistic : Statistic.values()) {
            Double value = shape.statistics().get(statistic);
            if (value != null) {
                measures.add(new Measure(Metric.NETWORK, statistic.key(), value));
            }
        }
        for (Distribution distribution : Distribution.values()) {
            Map<Integer, Long> some = shape.distributions().get(distribution);
            Map<Integer, Long> others = real.distributions().get(distribution);
            if (some != null && others != null) {
                double divergence = Distributions.jensenShannon(shape.steps(distribution), real.steps(distribution));
                measures.add(new Measure(Metric.NETWORK_JSD, distribution.key(), divergence));
                double distance = BinDistance.of(distribution, some, others);
                measures.add(new Measure(Metric.NETWORK_WASSERSTEIN, distribution.key(), distance));
            }
        }
        return measures;
    }

    private static Dataset<Row> part(Dataset<Row> flows, double from, double to) {
        Column place = pmod(Resampling.place(THINNING_SEED), lit(PARTS));
        return flows.filter(place.geq(from * PARTS).and(place.lt(to * PARTS)));
    }
}
