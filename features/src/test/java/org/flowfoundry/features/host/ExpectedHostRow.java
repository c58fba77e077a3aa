package org.flowfoundry.features.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** What a row of {@code host_series} must say, computed from all of the host's flows in the window at once. */
record ExpectedHostRow(String host, List<Map<String, Object>> flows) {

    void check(Row row) {
        List<Map<String, Object>> sent = in("source_address");
        List<Map<String, Object>> received = in("destination_address");
        role(row, sent, "source", "destinations", "destination_address");
        role(row, received, "destination", "sources", "source_address");
        volume(row, "packets_out", sum(sent, "packets"), sum(received, "reverse_packets"));
        volume(row, "packets_in", sum(received, "packets"), sum(sent, "reverse_packets"));
        volume(row, "bytes_out", sum(sent, "bytes"), sum(received, "reverse_bytes"));
        volume(row, "bytes_in", sum(received, "bytes"), sum(sent, "reverse_bytes"));
        List<Map<String, Object>> both =
                Stream.concat(sent.stream(), received.stream()).toList();
        shares(row, both);
        bytes(row, both);
        int flags =
                both.stream().mapToInt(flow -> (int) flow.get("quality_flags")).reduce(0, (a, b) -> a | b);
        assertThat(row.<Integer>getAs("quality_flags")).isEqualTo(flags);
    }

    private void role(Row row, List<Map<String, Object>> role, String name, String peers, String peer) {
        String as = "_as_" + name;
        assertThat(row.<Long>getAs("flows" + as)).isEqualTo(role.size());
        long[] peerKeys =
                role.stream().mapToLong(flow -> flow.get(peer).hashCode()).toArray();
        keys(row, peers, peerKeys);
        keys(row, "destination_ports" + as, numbers(role, "destination_port"));
        keys(row, "source_ports" + as, numbers(role, "source_port"));
        long[] starts = role.stream()
                .map(flow -> (Timestamp) flow.get("flow_start"))
                .mapToLong(Timestamp::getTime)
                .sorted()
                .toArray();
        double[] gaps = IntStream.range(1, starts.length)
                .mapToDouble(i -> (starts[i] - starts[i - 1]) / 1e3)
                .toArray();
        close(
                row,
                "start_gap_mean_s" + as,
                gaps.length == 0 ? null : DoubleStream.of(gaps).average().orElseThrow());
        close(row, "start_gap_sd_s" + as, gaps.length == 0 ? null : (Double) Naive.deviation(gaps));
        close(
                row,
                "start_gap_max_s" + as,
                gaps.length == 0 ? null : DoubleStream.of(gaps).max().orElseThrow());
        close(
                row,
                "start_gap_min_s" + as,
                gaps.length == 0 ? null : DoubleStream.of(gaps).min().orElseThrow());
    }

    private static void keys(Row row, String name, long[] keys) {
        assertThat(row.<Long>getAs("distinct_" + name)).isEqualTo(Naive.distinct(keys));
        close(row, name + "_entropy", keys.length == 0 ? null : (Double) Naive.entropy(keys));
        close(row, name + "_top_share", keys.length == 0 ? null : (Double) Naive.topShare(keys));
    }

    private static void volume(Row row, String name, Long one, Long other) {
        Long expected = one == null && other == null
                ? null
                : (Long) (Objects.requireNonNullElse(one, 0L) + Objects.requireNonNullElse(other, 0L));
        assertThat(row.<Long>getAs(name)).as(name).isEqualTo(expected);
    }

    private static void shares(Row row, List<Map<String, Object>> both) {
        double tcp =
                both.stream().filter(flow -> flow.get("protocol").equals(6)).count();
        double icmp = both.stream()
                .filter(flow -> List.of(1, 58).contains(flow.get("protocol")))
                .count();
        close(row, "tcp_flow_share", tcp / both.size());
        close(row, "icmp_flow_share", icmp / both.size());
        close(row, "protocol_entropy", Naive.entropy(numbers(both, "protocol")));
        List<Integer> flags = new ArrayList<>();
        for (Map<String, Object> flow : both) {
            if (flow.get("tcp_flags") != null) {
                flags.add((int) flow.get("tcp_flags") | (int) flow.getOrDefault("reverse_tcp_flags", 0));
            }
        }
        long synOnly = flags.stream().filter(seen -> (seen & 0x12) == 0x02).count();
        long resets = flags.stream().filter(seen -> (seen & 0x04) != 0).count();
        close(row, "syn_only_share", flags.isEmpty() ? null : (Double) ((double) synOnly / flags.size()));
        close(row, "rst_share", flags.isEmpty() ? null : (Double) ((double) resets / flags.size()));
    }

    private static void bytes(Row row, List<Map<String, Object>> both) {
        double[] bytes = both.stream()
                .filter(flow -> flow.get("bytes") != null || flow.get("reverse_bytes") != null)
                .mapToDouble(flow -> (long) Objects.requireNonNullElse(flow.get("bytes"), 0L)
                        + (long) Objects.requireNonNullElse(flow.get("reverse_bytes"), 0L))
                .toArray();
        close(
                row,
                "bytes_mean",
                bytes.length == 0 ? null : DoubleStream.of(bytes).average().orElseThrow());
        close(row, "bytes_sd", bytes.length == 0 ? null : (Double) Naive.deviation(bytes));
    }

    private static void close(Row row, String name, Double expected) {
        Double actual = row.getAs(name);
        if (expected == null) {
            assertThat(actual).as(name).isNull();
        } else {
            assertThat(actual).as(name).isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
        }
    }

    private List<Map<String, Object>> in(String end) {
        return flows.stream()
                .filter(flow -> host.equals(flow.get(end)))
                .distinct()
                .toList();
    }

    private static Long sum(List<Map<String, Object>> flows, String column) {
        return flows.stream()
                .map(flow -> (Long) flow.get(column))
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    private static long[] numbers(List<Map<String, Object>> flows, String column) {
        return flows.stream()
                .map(flow -> (Integer) flow.get(column))
                .filter(Objects::nonNull)
                .mapToLong(Integer::longValue)
                .toArray();
    }
}
