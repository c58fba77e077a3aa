package org.flowfoundry.training.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.flowfoundry.training.gnn.LinkQuality.Auc;
import org.flowfoundry.training.graph.GraphBatch;
import org.junit.jupiter.api.Test;

class LinkQualityTest {

    /** Hosts 0, 1 and 2 talked to 8, and 0 also to 9; in the next slot a flow from 1 is hidden. */
    private static GraphBatch batch() {
        float[] values = new float[1];
        List<SampleFlow> flows = List.of(
                new SampleFlow(0, 8, 0, 0, values, false),
                new SampleFlow(1, 8, 0, 1, values, false),
                new SampleFlow(2, 8, 0, 2, values, false),
                new SampleFlow(0, 9, 0, 3, values, false),
                new SampleFlow(0, 8, 1, 5, values, false),
                new SampleFlow(1, 9, 1, 6, values, true));
        return new SamplePiece(flows, 2, 0, new SplittableRandom(1)).batch();
    }

    @Test
    void heuristicsSeeTheVisibleFlows() {
        GraphBatch batch = batch();
        VisibleGraph graph = new VisibleGraph(batch);
        int one = batch.source()[5];
        int nine = batch.destination()[5];
        int eight = batch.destination()[4];
        assertThat(graph.flows(one, nine)).isZero();
        assertThat(graph.flows(one, eight)).isEqualTo(1);
        assertThat(graph.received(eight)).isEqualTo(4);
        assertThat(LinkHeuristic.COMMON_NEIGHBOURS.score(graph, eight, nine)).isEqualTo(1);
        assertThat(LinkHeuristic.ADAMIC_ADAR.score(graph, eight, nine)).isCloseTo(1 / Math.log(2), within(1e-9));
        assertThat(LinkHeuristic.PREFERENTIAL_ATTACHMENT.score(graph, one, eight))
                .isEqualTo(3);
        assertThat(LinkHeuristic.POPULARITY.score(graph, one, nine)).isEqualTo(1);
        assertThat(LinkHeuristic.REPETITION.scores(batch)).hasSize(batch.questions());
    }

    @Test
    void areasAreOfRanks() {
        GraphBatch batch = new SampleGraphs(6, 0.3, 0).batch(40, 3, 3);
        Auc perfect = LinkQuality.auc(List.of(batch), b -> truth(b, 1));
        Auc wrong = LinkQuality.auc(List.of(batch, batch), b -> truth(b, -1));
        Auc even = LinkQuality.auc(List.of(batch), b -> truth(b, 0));
        assertThat(perfect).isEqualTo(new Auc(1, 1, 1));
        assertThat(wrong).isEqualTo(new Auc(0, 0, 0));
        assertThat(even).isEqualTo(new Auc(0.5, 0.5, 0.5));
        Auc hard = LinkQuality.auc(List.of(batch), b -> {
            float[] scores = truth(b, 1);
            for (int i = 0; i < scores.length; i++) {
                scores[i] = b.hard()[i] ? 1 : scores[i];
            }
            return scores;
        });
        assertThat(hard.hard()).isEqualTo(0.5);
        assertThat(hard.easy()).isEqualTo(1);
        assertThat(hard.all()).isStrictlyBetween(0.5, 1.0);
    }

    private static float[] truth(GraphBatch batch, float sign) {
        float[] scores = new float[batch.questions()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = batch.linked()[i] ? sign : 0;
        }
        return scores;
    }
}
