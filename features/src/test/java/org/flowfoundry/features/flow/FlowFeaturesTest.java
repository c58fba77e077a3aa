package org.flowfoundry.features.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.ColumnSpec;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.features.testing.SampleFlows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class FlowFeaturesTest {

    @Test
    void everyFeatureIsItsFormula(SparkSession spark) {
        SampleFlows flows = SampleFlows.random(3, 500, 30);
        List<Row> rows =
                FlowFeatures.of(flows.dataset(spark)).orderBy("source_record").collectAsList();
        assertThat(rows).hasSize(500);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Map<String, Object> flow = flows.maps().get(i);
            times(row, flow);
            counters(row, flow);
            protocol(row, flow);
            ports(row, flow);
            assertThat(row.<Integer>getAs("quality_flags")).isEqualTo(flow.get("quality_flags"));
        }
    }

    @Test
    void whatTheSourceLacksIsNull(SparkSession spark) {
        SampleFlows flows =
                new SampleFlows().flow(0, null, null).with("flow_start", null).with("duration_ms", null);
        Row row = FlowFeatures.of(flows.dataset(spark)).first();
        List<String> keys = List.of("domain", "date", "source_file", "source_record", "quality_flags");
        for (ColumnSpec column : FlowFeatures.TABLE.columns()) {
            if (!keys.contains(column.name())) {
                assertThat(row.<Object>getAs(column.name())).as(column.name()).isNull();
            }
        }
    }

    @Test
    void hostileNumbersAndTextStopNothing(SparkSession spark) {
        SampleFlows flows = new SampleFlows()
                .flow(0, "not an address", "172.x.y.z")
                .with("packets", Long.MAX_VALUE)
                .with("reverse_packets", Long.MAX_VALUE)
                .with("bytes", Long.MIN_VALUE)
                .with("duration_ms", -5L)
                .with("source_port", -1)
                .with("destination_port", 70_000);
        Row row = FlowFeatures.of(flows.dataset(spark)).first();
        assertThat(row.<Object>getAs("total_packets")).isNull();
        assertThat(row.<Object>getAs("duration_s")).isNull();
        assertThat(row.<Object>getAs("source_port_class")).isNull();
        assertThat(row.<Object>getAs("destination_port_class")).isNull();
        assertThat(row.<Double>getAs("forward_packet_share")).isEqualTo(0.5);
    }

    @Test
    void handshakes(SparkSession spark) {
        // Flags, flags of the reverse direction (-1 = one-way), class.
        int[][] cases = {
            {2, -1, 1},
            {2, 0, 1},
            {2, 20, 2},
            {6, -1, 2},
            {18, -1, 3},
            {2, 18, 3},
            {19, -1, 4},
            {22, -1, 5},
            {16, -1, 6},
            {24, 16, 6},
            {1, -1, 0},
            {0, -1, 0},
            {41, -1, 0}
        };
        SampleFlows flows = new SampleFlows();
        for (int[] flags : cases) {
            flows.flow(0, "10.0.0.1", "10.0.0.2").with("protocol", 6).with("tcp_flags", flags[0]);
            flows.with("reverse_tcp_flags", flags[1] < 0 ? null : (Integer) flags[1]);
        }
        List<Row> rows =
                FlowFeatures.of(flows.dataset(spark)).orderBy("source_record").collectAsList();
        assertThat(rows.stream().map(row -> row.<Integer>getAs("tcp_handshake")))
                .containsExactlyElementsOf(IntStream.range(0, cases.length)
                        .mapToObj(i -> cases[i][2])
                        .toList());
    }

    @Test
    void addressesAreClassed(SparkSession spark) {
        List<String> internal = List.of(
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.1",
                "192.168.1.1",
                "100.64.0.1",
                "100.127.0.1",
                "169.254.3.4",
                "127.0.0.1",
                "fd12::1",
                "fe80::1",
                "::1");
        List<String> external = List.of(
                "11.0.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "172.2.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "192.169.0.1",
                "2001:db8::1",
                "fc::1",
                "fec0::1",
                "ff02::1",
                "224.0.0.1");
        SampleFlows flows = new SampleFlows();
        internal.forEach(address -> flows.flow(0, address, address));
        external.forEach(address -> flows.flow(0, address, address));
        List<Row> rows =
                FlowFeatures.of(flows.dataset(spark)).orderBy("source_record").collectAsList();
        IntStream.range(0, rows.size()).forEach(i -> {
            Row row = rows.get(i);
            boolean inside = i < internal.size();
            assertThat(row.<Integer>getAs("source_internal")).isEqualTo(inside ? 1 : 0);
            assertThat(row.<Integer>getAs("direction")).isEqualTo(inside ? 0 : 3);
        });
        assertThat(rows.stream().filter(row -> row.<Integer>getAs("destination_multicast") == 1))
                .hasSize(2);
    }

    private static void times(Row row, Map<String, Object> flow) {
        double seconds = (long) flow.get("duration_ms") / 1e3;
        close(row, "duration_s", seconds);
        close(row, "log1p_duration_s", Math.log(1 + seconds));
        OffsetDateTime start = ((Timestamp) flow.get("flow_start")).toInstant().atOffset(ZoneOffset.UTC);
        assertThat(row.<Integer>getAs("second_of_day"))
                .isEqualTo(start.toLocalTime().toSecondOfDay());
        assertThat(row.<Integer>getAs("day_of_week"))
                .isEqualTo(start.getDayOfWeek().getValue() - 1);
    }

    private static void counters(Row row, Map<String, Object> flow) {
        Double packets = number(flow, "packets");
        Double bytes = number(flow, "bytes");
        Double reverse = number(flow, "reverse_bytes");
        Double interval = number(flow, "sampling_interval");
        double seconds = (long) flow.get("duration_ms") / 1e3;
        boolean none = bytes == null;
        close(row, "bytes_per_packet", none ? null : (Double) (bytes / packets));
        close(row, "bits_per_second", none || seconds == 0 ? null : (Double) (8 * bytes / seconds));
        close(row, "packets_per_second", none || seconds == 0 ? null : (Double) (packets / seconds));
        close(row, "log1p_bytes", none ? null : (Double) Math.log(1 + bytes));
        close(row, "forward_byte_share", none || reverse == null ? null : (Double) (bytes / (bytes + reverse)));
        close(row, "scaled_bytes", none || interval == null ? null : (Double) (bytes * interval));
        Long total = none ? null : (Long) Math.round(bytes + (reverse == null ? 0 : reverse));
        assertThat(row.<Long>getAs("total_bytes")).isEqualTo(total);
    }

    private static void protocol(Row row, Map<String, Object> flow) {
        int protocol = (int) flow.get("protocol");
        assertThat(row.<Integer>getAs("is_tcp")).isEqualTo(protocol == 6 ? 1 : 0);
        assertThat(row.<Integer>getAs("is_icmp")).isEqualTo(protocol == 1 || protocol == 58 ? 1 : 0);
        assertThat(row.<Integer>getAs("is_other_protocol")).isEqualTo(protocol == 47 ? 1 : 0);
        assertThat(row.<Integer>getAs("dscp")).isEqualTo((int) flow.get("tos") / 4);
        assertThat(row.<Integer>getAs("ecn")).isEqualTo((int) flow.get("tos") % 4);
        Integer flags = (Integer) flow.get("tcp_flags");
        assertThat(row.<Integer>getAs("tcp_syn")).isEqualTo(flags == null ? null : (Integer) (flags >> 1 & 1));
        assertThat(row.<Integer>getAs("tcp_cwr")).isEqualTo(flags == null ? null : (Integer) (flags >> 7));
    }

    private static void ports(Row row, Map<String, Object> flow) {
        Integer source = (Integer) flow.get("source_port");
        Integer destination = (Integer) flow.get("destination_port");
        if (source == null) {
            assertThat(row.<Object>getAs("service_port")).isNull();
            assertThat(row.<Object>getAs("source_port_class")).isNull();
        } else {
            assertThat(row.<Integer>getAs("service_port")).isEqualTo(Math.min(source, destination));
            assertThat(row.<Integer>getAs("source_port_class")).isEqualTo(source < 1024 ? 0 : source < 49152 ? 1 : 2);
        }
    }

    private static Double number(Map<String, Object> flow, String column) {
        Long value = (Long) flow.get(column);
        return value == null ? null : (Double) value.doubleValue();
    }

    private static void close(Row row, String name, Double expected) {
        Double actual = row.getAs(name);
        if (expected == null) {
            assertThat(actual).as(name).isNull();
        } else {
            assertThat(actual).as(name).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        }
    }
}
