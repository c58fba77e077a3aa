package org.flowfoundry.training.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.training.flows.FlowEncoder;
import org.flowfoundry.training.gnn.GraphConfig.Aggregation;
import org.flowfoundry.training.graph.FlowPieces;
import org.flowfoundry.training.graph.GraphDomain;
import org.flowfoundry.training.graph.GraphFlows;
import org.flowfoundry.training.graph.KeyedPiece.Key;
import org.flowfoundry.training.graph.PieceShape;
import org.flowfoundry.training.testing.LabelledLake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class FlowEmbedderTest {

    private static final int FLOWS = 500;

    @TempDir
    private Path folder;

    @Test
    void eachFlowHasOneVectorTheSameEachTime(SparkSession spark) {
        LabelledLake written = new LabelledLake();
        for (int i = 0; i < FLOWS; i++) {
            written.flow(i, "10.0.0." + i % 2 * (i % 40), "10.0.1." + i % 7, null)
                    .bytes(i * 3)
                    .packets(1 + i % 5);
        }
        Lake lake = written.writeFlows(spark, folder);
        Dataset<Row> flows = GraphFlows.open(lake, PartitionRange.ALL).rows();
        GraphDomain domain = new GraphDomain("lab", FlowEncoder.fit(flows, Set.of(), 1));
        FlowPieces pieces = new FlowPieces(List.of(domain), new PieceShape(64, 4, 0, 16, 1));
        GraphModel model = new GraphModel(
                new GraphConfig(16, 2, 3, Aggregation.MEAN, 2, 0.1),
                List.of(DomainFields.of("lab", domain.encoder().binaryColumns())));
        float[] parameters = model.initialParameters(1);
        Set<Key> all = flows.select("source_file", "source_record").collectAsList().stream()
                .map(row -> new Key(row.getString(0), row.getLong(1)))
                .collect(Collectors.toSet());
        try (FlowEmbedder embedder = FlowEmbedder.on(spark, model, parameters, pieces)) {
            List<Row> rows = sorted(embedder.vectors(flows, all));
            assertThat(rows).hasSize(FLOWS);
            assertThat(rows.stream().map(row -> row.getString(0) + row.getLong(1)))
                    .doesNotHaveDuplicates();
            assertThat(rows)
                    .allSatisfy(row -> assertThat(row.getList(2)).hasSize(16).doesNotContain(Float.NaN));
            assertThat(rows.stream().map(row -> row.getList(2)).distinct().count())
                    .isGreaterThan(FLOWS / 2);
            assertThat(sorted(embedder.vectors(flows.repartition(5), all))).isEqualTo(rows);
            Key one = all.iterator().next();
            assertThat(sorted(embedder.vectors(flows, Set.of(one))))
                    .containsExactlyElementsOf(rows.stream()
                            .filter(row -> row.getString(0).equals(one.file()) && row.getLong(1) == one.record())
                            .toList())
                    .hasSize(1);
        }
        GraphModel other = new GraphModel(model.config(), List.of(SampleGraphs.domain("campus")));
        assertThatThrownBy(() -> FlowEmbedder.on(spark, other, other.initialParameters(1), pieces))
                .hasMessage("Pieces of [lab] for a model of [campus]");
    }

    private static List<Row> sorted(Dataset<Row> vectors) {
        return vectors.orderBy("source_file", "source_record").collectAsList();
    }
}
