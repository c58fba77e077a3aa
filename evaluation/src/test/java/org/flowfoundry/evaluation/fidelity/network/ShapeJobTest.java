package org.flowfoundry.evaluation.fidelity.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class ShapeJobTest {

    private static final StructType SCHEMA = new StructType()
            .add("source_address", DataTypes.StringType)
            .add("destination_address", DataTypes.StringType)
            .add("destination_port", DataTypes.IntegerType)
            .add("flow_start", DataTypes.TimestampType);

    private final List<Row> rows = new ArrayList<>();

    private void flow(String from, String to, int port, String time) {
        rows.add(RowFactory.create(from, to, port, time == null ? null : Timestamp.from(Instant.parse(time))));
    }

    private NetworkShape shape(SparkSession spark) {
        Dataset<Row> flows = spark.createDataFrame(rows, SCHEMA);
        return ShapeJob.shape(flows);
    }

    /** A triangle a-b-c, of which a-b goes both ways, with d hanging on a. */
    @Test
    void countsDegreesWedgesAndTriangles(SparkSession spark) {
        flow("a", "b", 80, null);
        flow("a", "b", 443, null);
        flow("b", "a", 80, null);
        flow("b", "c", 80, null);
        flow("a", "c", 80, null);
        flow("a", "d", 53, null);
        flow("d", "d", 53, null);
        NetworkShape shape = shape(spark);
        Map<Statistic, Double> statistics = shape.statistics();
        assertThat(statistics)
                .containsEntry(Statistic.HOSTS, 4.0)
                .containsEntry(Statistic.FLOWS_PER_PAIR, 7 / 6.0)
                .containsEntry(Statistic.OUT_DEGREE_MAX, 3.0)
                .containsEntry(Statistic.OUT_DEGREE_P50, 2.0)
                .containsEntry(Statistic.IN_DEGREE_P99, 2.0)
                .containsEntry(Statistic.PORT_FAN_OUT_P99, 3.0)
                .containsEntry(Statistic.RECIPROCITY, 2 / 5.0)
                .doesNotContainKey(Statistic.AUTOCORRELATION);
        // Undirected degrees 3, 2, 2, 1: 3 + 1 + 1 wedges of 4 pairs, and one triangle.
        assertThat(statistics.get(Statistic.WEDGES_PER_PAIR)).isEqualTo(5 / 4.0);
        assertThat(statistics.get(Statistic.CLUSTERING)).isEqualTo(3 / 5.0);
        // a has 3 destinations, b has 2, d has 1.
        assertThat(shape.distributions().get(Distribution.OUT_DEGREE)).isEqualTo(Map.of(0, 1L, 8, 1L, 12, 1L));
        assertThat(shape.steps(Distribution.OUT_DEGREE)).isEqualTo(Map.of(0, 1L, 1, 2L));
        assertThat(shape.distributions()).doesNotContainKey(Distribution.HOUR);
    }

    /** Flows of 12 windows: 6 with four each, 6 without; in a row, or every other one. */
    @Test
    void autocorrelationTellsBurstsFromAlternation(SparkSession spark) {
        for (int window = 0; window < 12; window++) {
            for (int i = 0; i < 4; i++) {
                int bursts = window < 6 ? window : -1;
                if (bursts >= 0) {
                    flow("burst", "x", 80, time(window));
                }
                if (window % 2 == 0) {
                    flow("alternating", "x", 80, time(window));
                }
            }
        }
        flow("once", "x", 80, time(11));
        NetworkShape shape = shape(spark);
        // Sum over windows of x(t) x(t+1), less 24² / 12, divided by that of x(t)², less the same: (80 - 48) / (96 -
        // 48), and
        // -48 / 48.
        assertThat(shape.statistics().get(Statistic.AUTOCORRELATION)).isEqualTo((32 / 48.0 - 1) / 2, within(1e-9));
        assertThat(shape.distributions().get(Distribution.AUTOCORRELATION)).isEqualTo(Map.of(13, 1L, -20, 1L));
        assertThat(shape.steps(Distribution.AUTOCORRELATION)).isEqualTo(Map.of(6, 1L, -10, 1L));
        assertThat(shape.distributions().get(Distribution.HOUR)).isEqualTo(Map.of(7, 49L));
    }

    private static String time(int window) {
        return Instant.parse("2026-03-10T07:00:00Z").plusSeconds(300L * window).toString();
    }

    @Test
    void flowsWithoutAddressesOrTimesHaveNoShape(SparkSession spark) {
        rows.add(RowFactory.create(null, null, null, null));
        assertThat(shape(spark)).isEqualTo(new NetworkShape(Map.of(), Map.of()));
    }
}
