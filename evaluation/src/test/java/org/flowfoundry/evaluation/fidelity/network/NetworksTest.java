package org.flowfoundry.evaluation.fidelity.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.evaluation.fidelity.metric.Measure;
import org.flowfoundry.evaluation.fidelity.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class NetworksTest {

    private static final int HOSTS = 40;

    /** Each source talks to two destinations, in an hour that is its own. */
    private static Dataset<Row> flows(SparkSession spark, String file) {
        return spark.range(8_000)
                .selectExpr(
                        "'" + file + "' AS source_file",
                        "id AS source_record",
                        "concat('s', id % " + HOSTS + ") AS source_address",
                        "concat('d', (id + id DIV " + HOSTS + " % 2) % " + HOSTS + ") AS destination_address",
                        "1 AS source_port",
                        "CAST(id % 3 AS INT) AS destination_port",
                        "timestamp_seconds(id % " + HOSTS + " * 3600 + id % 3500) AS flow_start",
                        "1L AS bytes");
    }

    private static double value(Networks networks, NetworkOrigin origin, Metric metric, String key) {
        return networks.measures(origin).stream()
                .filter(measure -> measure.metric() == metric && measure.field().equals(key))
                .mapToDouble(Measure::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shufflingBreaksTheGraphAndTimesAndDrawingAgainDoesNot(SparkSession spark) {
        Networks networks = Networks.of(flows(spark, "real"), flows(spark, "made"), true, 1);
        assertThat(networks.flows()).isEqualTo(4_000);
        assertThat(networks.compared()).containsOnlyKeys(NetworkOrigin.values());
        for (Distribution distribution :
                new Distribution[] {Distribution.OUT_DEGREE, Distribution.IN_DEGREE, Distribution.AUTOCORRELATION}) {
            String key = distribution.key();
            double shuffled = value(networks, NetworkOrigin.ROW_SHUFFLED, Metric.NETWORK_WASSERSTEIN, key);
            double drawn = value(networks, NetworkOrigin.BOOTSTRAP, Metric.NETWORK_WASSERSTEIN, key);
            double synthetic = value(networks, NetworkOrigin.SYNTHETIC, Metric.NETWORK_WASSERSTEIN, key);
            assertThat(shuffled).as(key).isGreaterThan(4 * Math.max(drawn, synthetic) + 0.1);
        }
        // Times are the same ones, but other hosts'.
        assertThat(value(networks, NetworkOrigin.ROW_SHUFFLED, Metric.NETWORK_WASSERSTEIN, Distribution.HOUR.key()))
                .isEqualTo(
                        value(networks, NetworkOrigin.OTHER_REAL, Metric.NETWORK_WASSERSTEIN, Distribution.HOUR.key()));
    }

    @Test
    void withoutBaselinesThereAreNone(SparkSession spark) {
        Networks networks = Networks.of(flows(spark, "real"), flows(spark, "made"), false, 1);
        assertThat(networks.compared()).containsOnlyKeys(NetworkOrigin.OTHER_REAL, NetworkOrigin.SYNTHETIC);
    }
}
