package org.flowfoundry.features.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.features.WindowLength;
import org.flowfoundry.features.testing.SampleFlows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class GraphSummariesTest {

    private static final WindowLength WINDOW = WindowLength.parse("1h");

    /** Two windows: a chain with a fork and a pair apart; then only a pair, which is mutual. */
    private static SampleFlows known() {
        SampleFlows flows = new SampleFlows();
        for (String pair : List.of("a>b", "a>b", "b>c", "c>b", "c>d", "b>e", "x>y", "x>x")) {
            flows.flow(1, address(pair.charAt(0)), address(pair.charAt(2))).with("bytes", 10L);
        }
        return flows.flow(3700, address('a'), address('b')).flow(3800, address('b'), address('a'));
    }

    @Test
    void degreesCountPeersAndFlows(SparkSession spark) {
        try (GraphSummaries summaries = GraphSummaries.of(known().dataset(spark), WINDOW)) {
            Map<String, Row> rows = byHost(summaries.degrees());
            assertThat(rows).hasSize(9);
            Row b = rows.get("0b");
            assertThat(List.of(b.getAs("in_degree"), b.getAs("out_degree"), b.getAs("degree")))
                    .isEqualTo(List.of(2L, 2L, 4L));
            assertThat(List.of(b.getAs("flows_in"), b.getAs("flows_out"))).isEqualTo(List.of(3L, 2L));
            assertThat(b.<Long>getAs("bytes_in")).isEqualTo(30);
            assertThat(b.<Object>getAs("packets_in")).isNull();
            assertThat(rows.get("0x").<Long>getAs("out_degree")).isEqualTo(1);
            assertThat(rows.get("1b").<Long>getAs("degree")).isEqualTo(2);
        }
    }

    @Test
    void componentsStayInTheirWindowAndCommunitiesInTheirComponent(SparkSession spark) {
        try (GraphSummaries summaries = GraphSummaries.of(known().dataset(spark), WINDOW)) {
            Set<Set<String>> components = groups(summaries.components(), "component");
            assertThat(components)
                    .isEqualTo(Set.of(Set.of("0a", "0b", "0c", "0d", "0e"), Set.of("0x", "0y"), Set.of("1a", "1b")));
            for (Set<String> community : groups(summaries.communities(), "community")) {
                assertThat(components).anyMatch(component -> component.containsAll(community));
            }
        }
    }

    @Test
    void pagerankIsThatOfEachWindowAlone(SparkSession spark) {
        SampleFlows flows = SampleFlows.random(31, 60, 2);
        try (GraphSummaries summaries = GraphSummaries.of(flows.dataset(spark), WINDOW)) {
            Map<Object, List<Row>> windows = summaries.pagerank().collectAsList().stream()
                    .collect(Collectors.groupingBy(row -> row.getAs("window_start")));
            assertThat(windows).hasSize(2);
            windows.forEach((window, rows) -> {
                Map<String, Double> expected = pagerank(edges(flows, window));
                rows.forEach(row -> assertThat(row.<Double>getAs("pagerank"))
                        .isCloseTo(expected.getOrDefault(row.<String>getAs("address"), 0.0), within(0.005)));
                assertThat(rows.stream()
                                .mapToDouble(row -> row.getAs("pagerank"))
                                .sum())
                        .isCloseTo(1, within(1e-9));
            });
        }
    }

    @Test
    void motifCountsAreThoseOfListing(SparkSession spark) {
        Dataset<Row> flows = SampleFlows.random(32, 150, 3).dataset(spark);
        try (GraphSummaries summaries = GraphSummaries.of(flows, WINDOW)) {
            Map<String, Long> listed = new HashMap<>();
            HostGraph graph = HostGraph.of(flows, WINDOW);
            List<Row> chains = graph.graph()
                    .find("(a)-[ab]->(b); (b)-[bc]->(c)")
                    .where("a.id != c.id")
                    .selectExpr("'chain@' || b.window as key")
                    .collectAsList();
            List<Row> mutual = graph.graph()
                    .find("(a)-[ab]->(b); (b)-[ba]->(a)")
                    .where("a.id < b.id")
                    .selectExpr("'mutual@' || b.window as key")
                    .collectAsList();
            chains.forEach(row -> listed.merge(row.getString(0), 1L, Long::sum));
            mutual.forEach(row -> listed.merge(row.getString(0), 1L, Long::sum));
            List<Row> counted = summaries.motifs(4).collectAsList();
            assertThat(counted).hasSize(4 * 3);
            for (Row row : counted) {
                String motif = row.getAs("motif");
                long micros = row.<java.sql.Timestamp>getAs("window_start").getTime() * 1000;
                if (row.getAs("star_threshold") == null) {
                    assertThat(row.<Long>getAs("occurrences"))
                            .as(motif)
                            .isEqualTo(listed.getOrDefault(motif + "@" + micros, 0L));
                } else {
                    String degree = motif.equals("fan_in") ? "in_degree" : "out_degree";
                    long stars = summaries
                            .degrees()
                            .where(degree + " >= 4 and unix_micros(window_start) = " + micros)
                            .count();
                    assertThat(row.<Long>getAs("occurrences")).isEqualTo(stars);
                }
            }
        }
    }

    private static String address(char name) {
        return "10.0.0." + (name - 'a' + 1);
    }

    /** Rows by window number and host letter. */
    private static Map<String, Row> byHost(Dataset<Row> rows) {
        return rows.collectAsList().stream()
                .collect(Collectors.toMap(GraphSummariesTest::name, row -> row, (a, b) -> a, TreeMap::new));
    }

    private static String name(Row row) {
        String address = row.getAs("address");
        int hour = row.<java.sql.Timestamp>getAs("window_start").toInstant().compareTo(SampleFlows.DAY) == 0 ? 0 : 1;
        int host = Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
        return hour + String.valueOf((char) ('a' + host - 1));
    }

    /** Names of the members of each group; checks that each row says its group's size and least id. */
    private static Set<Set<String>> groups(Dataset<Row> rows, String group) {
        Map<Long, List<Row>> members =
                rows.collectAsList().stream().collect(Collectors.groupingBy(row -> row.<Long>getAs(group)));
        members.forEach((id, found) -> {
            assertThat(found).allMatch(row -> row.<Long>getAs(group + "_size") == found.size());
            assertThat(found.stream().mapToLong(row -> row.getAs("id")).min()).hasValue(id);
        });
        return members.values().stream()
                .map(found -> found.stream().map(GraphSummariesTest::name).collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    private static Set<List<String>> edges(SampleFlows flows, Object window) {
        return flows.maps().stream()
                .filter(flow -> flow.get("flow_start")
                        .toString()
                        .substring(0, 13)
                        .equals(window.toString().substring(0, 13)))
                .map(flow -> List.of((String) flow.get("source_address"), (String) flow.get("destination_address")))
                .collect(Collectors.toSet());
    }

    /** By iteration to the end of rank = 0.15 + 0.85 * sum(rank / out), scaled to add up to 1. */
    private static Map<String, Double> pagerank(Set<List<String>> all) {
        Set<String> hosts = new TreeSet<>();
        all.forEach(hosts::addAll);
        List<List<String>> edges = new ArrayList<>(all);
        edges.removeIf(edge -> edge.get(0).equals(edge.get(1)));
        Map<String, Double> ranks = new TreeMap<>();
        hosts.forEach(host -> ranks.put(host, 1.0 / hosts.size()));
        for (int round = 0; round < 200; round++) {
            Map<String, Double> next = new TreeMap<>();
            hosts.forEach(host -> next.put(host, 0.15));
            for (List<String> edge : edges) {
                long out = edges.stream()
                        .filter(other -> other.get(0).equals(edge.get(0)))
                        .count();
                next.merge(edge.get(1), 0.85 * ranks.get(edge.get(0)) / out, Double::sum);
            }
            ranks.putAll(next);
        }
        double sum = ranks.values().stream().mapToDouble(Double::doubleValue).sum();
        ranks.replaceAll((host, rank) -> rank / sum);
        return ranks;
    }
}
