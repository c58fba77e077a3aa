package org.flowfoundry.features.graph;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.features.WindowLength;
import org.flowfoundry.features.testing.SampleFlows;
import org.graphframes.GraphFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class FlowGraphTest {

    private static final int LOOK_BACK = 2;
    private static final FlowGraph GRAPH = new FlowGraph(WindowLength.parse("5m"), LOOK_BACK, 200);

    @Test
    void eachKindInEachWindowIsAGraph(SparkSession spark) {
        Dataset<Row> flows = SampleFlows.random(21, 300, 26).dataset(spark);
        List<Row> vertices = GRAPH.vertices(flows).collectAsList();
        List<Row> edges = GRAPH.edges(flows).collectAsList();
        Set<Long> ids = vertices.stream().map(row -> row.<Long>getAs("id")).collect(Collectors.toSet());
        assertThat(ids).hasSameSizeAs(vertices);
        Set<String> placed = vertices.stream()
                .map(row -> row.getAs("window_start") + "/" + row.getAs("id"))
                .collect(Collectors.toSet());
        for (Row edge : edges) {
            Timestamp window = edge.getAs("window_start");
            Timestamp source = new Timestamp(window.getTime() - 300_000L * edge.<Integer>getAs("windows_back"));
            assertThat(placed).contains(source + "/" + edge.getAs("src"), window + "/" + edge.getAs("dst"));
        }
        assertThat(edges.stream().filter(edge -> edge.getAs("kind").equals("flow")))
                .hasSize(300);
        assertThat(edges.stream().filter(edge -> edge.getAs("kind").equals("incidence")))
                .hasSize(600);
    }

    @Test
    void isAGraphFrame(SparkSession spark) {
        Dataset<Row> flows = new SampleFlows()
                .flow(1, "10.0.0.1", "10.0.0.2")
                .with("bytes", 77L)
                .flow(2, "10.0.0.1", "10.0.0.3")
                .flow(3, "10.0.0.1", "10.0.0.2")
                .dataset(spark);
        GraphFrame graph =
                GraphFrame.apply(GRAPH.vertices(flows), GRAPH.edges(flows).where("kind = 'flow'"));
        Row busiest = graph.outDegrees().orderBy(col("outDegree").desc()).first();
        assertThat(busiest.<Integer>getAs("outDegree")).isEqualTo(3);
        assertThat(graph.find("(a)-[e]->(b)")
                        .where("e.bytes = 77 and a.address = '10.0.0.1'")
                        .count())
                .isEqualTo(1);
        assertThat(graph.dropIsolatedVertices().vertices().count()).isEqualTo(3);
    }

    @Test
    void temporalLinksAreTheNextFlowsOfTheSameHost(SparkSession spark) {
        SampleFlows flows = SampleFlows.random(22, 250, 1.2);
        Set<String> expected = new TreeSet<>();
        hosts(flows).forEach(host -> expected.addAll(linksOf(host, flows)));
        Dataset<Row> dataset = flows.dataset(spark);
        Map<Long, Long> records = GRAPH.vertices(dataset).where("kind = 'flow'").collectAsList().stream()
                .collect(Collectors.toMap(row -> row.getAs("id"), row -> row.getAs("source_record")));
        List<Row> links = GRAPH.edges(dataset).where("kind = 'temporal'").collectAsList();
        Set<String> found = links.stream()
                .map(row -> row.getAs("address") + ": " + records.get(row.<Long>getAs("src")) + " to "
                        + records.get(row.<Long>getAs("dst")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(expected).hasSameSizeAs(links);
        assertThat(links.stream().map(row -> row.<Integer>getAs("windows_back")))
                .contains(0, 1);
        assertThat(links).allMatch(row -> row.<Double>getAs("gap_s") >= 0 && row.<Double>getAs("gap_s") <= 200);
    }

    @Test
    void linksDoNotCrossMidnight(SparkSession spark) {
        SampleFlows flows = new SampleFlows()
                .flow(86_399, "10.0.0.1", "10.0.0.2")
                .flow(86_401, "10.0.0.1", "10.0.0.2")
                .flow(86_402, "10.0.0.1", "10.0.0.9");
        List<Row> links =
                GRAPH.edges(flows.dataset(spark)).where("kind = 'temporal'").collectAsList();
        assertThat(links).hasSize(1);
        assertThat(links.get(0).<Double>getAs("gap_s")).isCloseTo(1, within(1e-9));
        assertThat(links.get(0).<String>getAs("address")).isEqualTo("10.0.0.1");
    }

    @Test
    void bothHalvesOfASplitRecordAreVertices(SparkSession spark) {
        SampleFlows flows = new SampleFlows()
                .flow(1, "10.0.0.1", "10.0.0.2")
                .flow(1, "10.0.0.2", "10.0.0.1")
                .with("source_record", 0L)
                .flow(1, "10.0.0.2", null)
                .flow(1, "10.0.0.2", "10.0.0.3")
                .with("flow_start", null);
        List<Row> vertices = GRAPH.vertices(flows.dataset(spark)).collectAsList();
        assertThat(vertices.stream()
                        .filter(row -> row.getAs("kind").equals("flow"))
                        .map(row -> row.getAs("id"))
                        .distinct())
                .hasSize(2);
        assertThat(vertices).hasSize(4);
    }

    private static Set<String> hosts(SampleFlows flows) {
        Set<String> hosts = new HashSet<>();
        flows.maps().forEach(flow -> {
            hosts.add((String) flow.get("source_address"));
            hosts.add((String) flow.get("destination_address"));
        });
        return hosts;
    }

    /** Pairs of a flow and each of the two before it, unless one lies more than a window, or 200 s, back. */
    private static List<String> linksOf(String host, SampleFlows flows) {
        List<Map<String, Object>> own = flows.maps().stream()
                .filter(flow -> host.equals(flow.get("source_address")) || host.equals(flow.get("destination_address")))
                .sorted(Comparator.comparing(flow -> (Timestamp) flow.get("flow_start")))
                .toList();
        List<String> links = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            for (int j = Math.max(0, i - LOOK_BACK); j < i; j++) {
                long gap = time(own.get(i)) - time(own.get(j));
                if (gap <= 200_000) {
                    links.add(host + ": " + own.get(j).get("source_record") + " to "
                            + own.get(i).get("source_record"));
                }
            }
        }
        return links;
    }

    private static long time(Map<String, Object> flow) {
        return ((Timestamp) flow.get("flow_start")).getTime();
    }
}
