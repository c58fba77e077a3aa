package org.flowfoundry.training.gnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
class FewShotGraphsTest {

    private static final int FLOWS = 400;

    @TempDir
    private Path folder;

    /** Scanners talk to many, once each; what a single flow measures tells little. */
    @Test
    void learnsFromLabelledFlowsAndDecidesAboutOthers(SparkSession spark) {
        LabelledLake written = new LabelledLake();
        for (int i = 0; i < FLOWS; i++) {
            boolean scan = i % 4 == 0;
            written.flow(i, scan ? "10.0.0.1" : "10.0.0." + (2 + i % 20), "10.0.1." + (scan ? i % 97 : i % 3), null)
                    .bytes(scan ? 60 + i % 9 : 60 + i % 900)
                    .packets(1 + i % 2);
        }
        Dataset<Row> flows = GraphFlows.open(written.writeFlows(spark, folder), PartitionRange.ALL)
                .rows();
        GraphDomain domain = new GraphDomain("lab", FlowEncoder.fit(flows, Set.of(), 1));
        FlowPieces pieces = new FlowPieces(List.of(domain), new PieceShape(64, 4, 0, 16, 1));
        GraphModel model =
                new GraphModel(new GraphConfig(16, 2, 3, Aggregation.MEAN, 2, 0.1), List.of(DomainFields.of(domain)));
        List<Key> rows = new ArrayList<>();
        for (Row row : flows.orderBy("source_record")
                .select("source_file", "source_record")
                .collectAsList()) {
            rows.add(new Key(row.getString(0), row.getLong(1)));
        }
        rows.add(new Key("nowhere", 1));
        FewShots early = shots(0, 40, 100, 1);
        FewShots late = shots(300, 60, 0, 2);
        try (FewShotGraphs graphs = FewShotGraphs.of(model, pieces, flows, rows)) {
            List<double[][]> decided = graphs.decide(model.initialParameters(1), List.of(early, late), 2);
            assertThat(decided).hasSize(2);
            assertThat(accuracy(decided.get(0), early)).isGreaterThan(0.9);
            assertThat(accuracy(decided.get(1), late)).isGreaterThan(0.9);
            assertThat(decided.get(0)[early.asked().length - 1]).isNull();
            // From scratch, a draw begins with first values of its own seed, whatever draws are beside it.
            double[][] scratch = graphs.decide(null, List.of(early, late), 2).get(1);
            double[][] alone = graphs.decide(model.initialParameters(late.seed()), List.of(late), 2)
                    .get(0);
            assertThat(scratch[7]).containsExactly(alone[7]);
        }
    }

    /** Labels of some rows in a row; asked are 100 others, and one that is in no piece. */
    private static FewShots shots(int from, int labelled, int askedFrom, long seed) {
        int[] rows = IntStream.range(from, from + labelled).toArray();
        int[] asked = IntStream.concat(IntStream.range(askedFrom, askedFrom + 100), IntStream.of(FLOWS))
                .toArray();
        return new FewShots(
                rows, Arrays.stream(rows).map(FewShotGraphsTest::truth).toArray(), asked, seed);
    }

    private static int truth(int row) {
        return row % 4 == 0 ? 1 : 0;
    }

    private static double accuracy(double[][] decided, FewShots shots) {
        return IntStream.range(0, shots.asked().length - 1)
                .map(i -> decided[i][truth(shots.asked()[i])] > 0.5 ? 1 : 0)
                .average()
                .orElseThrow();
    }
}
