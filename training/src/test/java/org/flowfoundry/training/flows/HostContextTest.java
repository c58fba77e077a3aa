package org.flowfoundry.training.flows;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class HostContextTest {

    private static final Instant START = Instant.parse("2026-03-10T00:00:00Z");

    /** One busy source to many peers, and a quiet one, shuffled in time against their order in the file. */
    private static FlowRows busy(boolean timed) {
        FlowRows rows = new FlowRows();
        for (int i = 0; i < 300; i++) {
            int second = timed ? 299 - i : i;
            Object[] flow = {
                "source_address",
                i % 50 == 0 ? "10.0.0.9" : "10.0.0.1",
                "destination_address",
                "10.1.0." + second % 40,
                "destination_port",
                second % 2 == 0 ? 80 : 22,
                "bytes",
                (long) second,
                "packets",
                1L,
                "flow_start",
                timed ? Timestamp.from(START.plusSeconds(second)) : null
            };
            rows.add(flow);
        }
        return rows;
    }

    @Test
    void aBusyHostKeepsItsHistoryOverPartitions(SparkSession spark) {
        FlowEncoder encoder = FlowEncoder.fit(busy(false).rows(), Set.of());
        HostContext context = new HostContext(encoder);
        Dataset<Row> flows = dataset(spark, busy(false));
        Map<Long, float[]> one = sources(context.of(flows, 1));
        Map<Long, float[]> many = sources(context.of(flows, 64));
        assertThat(one).hasSize(300);
        assertThat(many).hasSameSizeAs(one);
        one.forEach((record, values) -> assertThat(many.get(record)).isEqualTo(values));
        float[] last = one.get(299L);
        assertThat(last).hasSize(context.width() / 2);
        assertThat(last[0]).isEqualTo((float) Math.log1p(20));
        assertThat(last[1]).as("different peers").isEqualTo(1);
        assertThat(last[4]).as("same peer").isZero();
        assertThat(last[5]).as("same service").isCloseTo(0.5f, within(0.06f));
        assertThat(one.get(0L)[0]).isZero();
        assertThat(one.get(0L)[1]).isNaN();
    }

    @Test
    void timeDecidesWhereThereIsTime(SparkSession spark) {
        FlowEncoder encoder = FlowEncoder.fit(busy(true).rows(), Set.of());
        Map<Long, float[]> before = sources(new HostContext(encoder).of(dataset(spark, busy(true)), 4));
        // The last record of the file came first.
        assertThat(before.get(299L)[0]).isZero();
        assertThat(before.get(1L)[0]).isEqualTo((float) Math.log1p(20));
    }

    private static Dataset<Row> dataset(SparkSession spark, FlowRows rows) {
        return spark.createDataFrame(rows.plainRows(), IngestTables.FLOWS.schema())
                .withColumn("signature", lit(""))
                .withColumn("asked", lit(true));
    }

    private static Map<Long, float[]> sources(List<HostContext.Before> before) {
        return before.stream()
                .filter(one -> one.role() == 0)
                .collect(Collectors.toMap(HostContext.Before::record, HostContext.Before::values));
    }
}
