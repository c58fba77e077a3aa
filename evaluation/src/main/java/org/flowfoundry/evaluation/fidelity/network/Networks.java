package org.flowfoundry.evaluation.fidelity.network;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.evaluation.fidelity.metric.Distributions;
import org.flowfoundry.evaluation.fidelity.metric.Measure;
import org.flowfoundry.evaluation.fidelity.metric.Metric;

/**
 * The shapes of real and synthetic flows. Both are thinned to as many flows, for degrees grow with their number; real ones to
 * two parts that have no flow in common, of which one shows what chance does.
 *
 * @param flows in each, about
 */
public record Networks(NetworkShape real, NetworkShape otherReal, NetworkShape synthetic, long flows) {

    private static final long PARTS = 1_000_003;

    /** Of whole tables of one domain, of which neither is empty. */
    public static Networks of(Dataset<Row> real, Dataset<Row> synthetic) {
        long realFlows = real.count();
        long syntheticFlows = synthetic.count();
        double flows = Math.min(syntheticFlows, realFlows / 2.0);
        double share = flows / realFlows;
        return new Networks(
                ShapeJob.shape(part(real, 0, share)),
                ShapeJob.shape(part(real, share, 2 * share)),
                ShapeJob.shape(part(synthetic, 0, flows / syntheticFlows)),
                (long) flows);
    }

    /** Statistics and divergences of the second real part. */
    public List<Measure> ofReal() {
        return measures(otherReal);
    }

    /** The same of the synthetic flows. */
    public List<Measure> ofSynthetic() {
        return measures(synthetic);
    }

    private List<Measure> measures(NetworkShape shape) {
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
                measures.add(
                        new Measure(Metric.NETWORK_JSD, distribution.key(), Distributions.jensenShannon(some, others)));
            }
        }
        return measures;
    }

    private static Dataset<Row> part(Dataset<Row> flows, double from, double to) {
        Column place = abs(xxhash64(
                        col("source_file"),
                        col("source_record"),
                        col("source_address"),
                        col("destination_address"),
                        col("source_port"),
                        col("destination_port"),
                        col("flow_start"),
                        col("bytes"))
                .mod(PARTS));
        return flows.filter(place.geq(from * PARTS).and(place.lt(to * PARTS)));
    }
}
