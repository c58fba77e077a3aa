package org.flowfoundry.features.host;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.features.WindowLength;
import org.flowfoundry.features.testing.SampleFlows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class HostSeriesTest {

    private static final WindowLength FIVE_MINUTES = WindowLength.parse("5m");

    @Test
    void everyRowIsWhatItsFlowsSay(SparkSession spark) {
        SampleFlows flows = SampleFlows.random(11, 400, 1.5);
        List<Row> rows = new HostSeries(FIVE_MINUTES, LongFlows.FIRST)
                .of(flows.dataset(spark))
                .collectAsList();
        Map<String, List<Map<String, Object>>> ofHosts = new HashMap<>();
        for (Map<String, Object> flow : flows.maps()) {
            for (String end : List.of("source_address", "destination_address")) {
                ofHosts.computeIfAbsent(flow.get(end) + "@" + window(flow), key -> new ArrayList<>())
                        .add(flow);
            }
        }
        assertThat(rows).hasSameSizeAs(ofHosts.keySet());
        for (Row row : rows) {
            String host = row.getAs("host");
            Timestamp start = row.getAs("window_start");
            new ExpectedHostRow(host, ofHosts.get(host + "@" + start.getTime() / 300_000)).check(row);
        }
    }

    @Test
    void proratedPartsAddUpAndFollowTheOverlap(SparkSession spark) {
        SampleFlows flows = SampleFlows.random(12, 200, 1);
        flows.flow(86_400 - 150, "10.9.9.9", "10.9.9.8")
                .lasting(600)
                .with("bytes", 1001L)
                .with("packets", 4L);
        Dataset<Row> series = new HostSeries(FIVE_MINUTES, LongFlows.PRORATED)
                .of(flows.dataset(spark))
                .cache();
        Row sums = series.agg(sum("bytes_out"), sum("bytes_in"), sum("packets_out"), sum("flows_started_as_source"))
                .first();
        assertThat(sums.getLong(0)).isEqualTo(total(flows, "bytes") + total(flows, "reverse_bytes"));
        assertThat(sums.getLong(1)).isEqualTo(sums.getLong(0));
        assertThat(sums.getLong(2)).isEqualTo(total(flows, "packets") + total(flows, "reverse_packets"));
        assertThat(sums.getLong(3)).isEqualTo(flows.maps().size());
        List<Row> parts =
                series.where("host = '10.9.9.9'").orderBy("window_start").collectAsList();
        assertThat(longs(parts, "bytes_out")).containsExactly(250L, 500L, 251L);
        assertThat(longs(parts, "flows_started_as_source")).containsExactly(1L, 0L, 0L);
        assertThat(longs(parts, "flows_as_source")).containsExactly(1L, 1L, 1L);
        assertThat(parts.stream().map(row -> row.getAs("date").toString()))
                .containsExactly("2026-03-10", "2026-03-11", "2026-03-11");
        assertThat(parts.stream().map(row -> row.<String>getAs("long_flows"))).containsOnly("prorated");
        series.unpersist();
    }

    @Test
    void aFlowWithoutEndIsBounded(SparkSession spark) {
        SampleFlows flows =
                new SampleFlows().flow(1, "10.0.0.1", "10.0.0.2").lasting(3e9).with("bytes", 1_000_000L);
        List<Row> rows = new HostSeries(WindowLength.parse("1s"), LongFlows.PRORATED)
                .of(flows.dataset(spark))
                .where("host = '10.0.0.1'")
                .collectAsList();
        assertThat(rows).hasSize(HostFlows.MOST_WINDOWS);
        assertThat(longs(rows, "bytes_out").stream().mapToLong(Long::longValue).sum())
                .isEqualTo(1_000_000);
    }

    @Test
    void silenceIsCountedOnlyWhereTheDomainWasSeen(SparkSession spark) {
        SampleFlows flows = new SampleFlows()
                .flow(10, "10.0.0.1", "10.0.0.2")
                .flow(310, "10.0.0.3", "10.0.0.2")
                .flow(1510, "10.0.0.1", "10.0.0.3")
                .flow(1811, "10.0.0.1", "10.0.0.3")
                .flow(3 * 86_400, "10.0.0.1", "10.0.0.3");
        List<Row> rows = new HostSeries(FIVE_MINUTES, LongFlows.FIRST)
                .of(flows.dataset(spark))
                .where("host = '10.0.0.1'")
                .orderBy("window_start")
                .collectAsList();
        assertThat(values(rows, "windows_since_previous")).containsExactly(null, 5, 1, null);
        assertThat(values(rows, "silent_windows_before")).containsExactly(null, 1, 0, null);
    }

    @Test
    void aDateAloneKnowsTheEveningBefore(SparkSession spark) {
        SampleFlows flows = SampleFlows.random(13, 500, 50);
        LocalDate second = LocalDate.parse("2026-03-11");
        for (LongFlows rule : LongFlows.values()) {
            HostSeries series = new HostSeries(WindowLength.parse("1h"), rule);
            Dataset<Row> whole =
                    series.of(flows.dataset(spark)).where(col("date").equalTo(second.toString()));
            Dataset<Row> alone =
                    series.of(flows.dataset(spark), second).where(col("date").equalTo(second.toString()));
            List<Row> rows = sorted(alone);
            assertThat(rows).isEqualTo(sorted(whole));
            assertThat(rows).anyMatch(row -> row.getAs("windows_since_previous") != null);
        }
    }

    private static List<Row> sorted(Dataset<Row> series) {
        return series.orderBy("host", "window_start").collectAsList();
    }

    @Test
    void sketchesMergeOverWindows(SparkSession spark) {
        SampleFlows flows = new SampleFlows();
        IntStream.range(0, 3000).forEach(i -> flows.flow(i, "10.0.0.1", "198.51." + i % 200 + ".1")
                .with("destination_port", i % 7));
        Row merged = new HostSeries(FIVE_MINUTES, LongFlows.FIRST)
                .of(flows.dataset(spark))
                .where("host = '10.0.0.1'")
                .agg(
                        expr("hll_sketch_estimate(hll_union_agg(destinations_sketch))"),
                        expr("hll_sketch_estimate(hll_union_agg(destination_ports_as_source_sketch))"))
                .first();
        assertThat((double) merged.getLong(0)).isCloseTo(200, within(4.0));
        assertThat(merged.getLong(1)).isEqualTo(7);
    }

    @Test
    void flowsWithoutTimeAreLeftOutAndUnknownCountersStayNull(SparkSession spark) {
        SampleFlows flows = new SampleFlows()
                .flow(1, "10.0.0.1", "10.0.0.2")
                .flow(2, "10.0.0.5", "10.0.0.6")
                .with("flow_start", null)
                .flow(3, "10.0.0.1", null);
        List<Row> rows = new HostSeries(FIVE_MINUTES, LongFlows.FIRST)
                .of(flows.dataset(spark))
                .orderBy("host")
                .collectAsList();
        assertThat(rows).hasSize(2);
        assertThat(values(rows, "bytes_out")).containsExactly(null, null);
        assertThat(values(rows, "bytes_out_share")).containsExactly(null, null);
        assertThat(values(rows, "tcp_flow_share")).containsExactly(null, null);
        assertThat(values(rows, "flows_as_source")).containsExactly(2L, 0L);
    }

    @Test
    void aBusyHostIsSpreadOverTasks(SparkSession spark) {
        SampleFlows flows = new SampleFlows();
        IntStream.range(0, 4000)
                .forEach(i -> flows.flow(
                        i / 4000.0 * 3600,
                        i % 2 == 0 ? "10.0.0.1" : "10.1." + i % 250 + ".1",
                        "10.2." + i % 249 + ".9"));
        WindowLength hour = WindowLength.parse("1h");
        HostFlows hostFlows = new HostFlows(hour, LongFlows.FIRST);
        List<Row> largest = hostFlows
                .of(hostFlows.placed(flows.dataset(spark)))
                .groupBy("domain", "host", "window", "slice")
                .count()
                .orderBy(col("count").desc())
                .limit(1)
                .collectAsList();
        assertThat(HostFlows.slices(hour)).isEqualTo(60);
        assertThat(largest.get(0).<Long>getAs("count")).isLessThan(2000 / 50);
        List<Row> rows = new HostSeries(hour, LongFlows.FIRST)
                .of(flows.dataset(spark))
                .where("host = '10.0.0.1'")
                .collectAsList();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).<Long>getAs("flows_as_source")).isEqualTo(2000);
        assertThat(rows.get(0).<Double>getAs("start_gap_sd_s_as_source")).isCloseTo(0, within(1e-5));
    }

    @Test
    void hostileCountersDoNotOverflow(SparkSession spark) {
        SampleFlows flows = new SampleFlows();
        for (int i = 0; i < 3; i++) {
            flows.flow(i, "10.0.0.1", "10.0.0.2").with("bytes", Long.MAX_VALUE).with("reverse_bytes", Long.MAX_VALUE);
            flows.with("protocol", 17).lasting(7_000);
        }
        for (LongFlows rule : LongFlows.values()) {
            List<Row> rows =
                    new HostSeries(FIVE_MINUTES, rule).of(flows.dataset(spark)).collectAsList();
            assertThat(rows).isNotEmpty();
            assertThat(longs(rows, "bytes_out")).allMatch(bytes -> bytes > 0);
        }
    }

    private static long window(Map<String, Object> flow) {
        return ((Timestamp) flow.get("flow_start")).getTime() / 300_000;
    }

    private static long total(SampleFlows flows, String column) {
        return flows.maps().stream()
                .map(flow -> (Long) flow.get(column))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    private static List<Long> longs(List<Row> rows, String column) {
        return rows.stream().map(row -> row.<Long>getAs(column)).toList();
    }

    private static List<Object> values(List<Row> rows, String column) {
        Function<Row, Object> value = row -> row.getAs(column);
        return rows.stream().map(value).toList();
    }
}
