package org.flowfoundry.training.gnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.flowfoundry.training.flows.FlowEncoder;
import org.flowfoundry.training.flows.FlowRows;
import org.flowfoundry.training.gnn.GraphConfig.Aggregation;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.graph.GraphDomain;
import org.flowfoundry.training.tensor.NativeEngine;
import org.junit.jupiter.api.Test;

class BorrowedAdapterTest {

    private static final String EXTRA = "attributes.JITTER";
    private static final GraphConfig CONFIG = SampleGraphs.config(Aggregation.MEAN);

    private static GraphDomain domain(String name, Set<String> withheld) {
        FlowRows rows = new FlowRows();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 60; i++) {
            rows.add(
                    "bytes",
                    random.nextLong(1, 9_000),
                    "packets",
                    random.nextLong(1, 50),
                    "protocol",
                    i % 2 == 0 ? 6 : 17,
                    EXTRA,
                    String.valueOf(random.nextInt(100)));
        }
        return new GraphDomain(name, FlowEncoder.fit(rows.rows(), withheld));
    }

    /** The same flows; what the domain does not have is absent. */
    private static GraphBatch batch(GraphDomain domain, List<String> read) {
        SplittableRandom random = new SplittableRandom(7);
        List<SampleFlow> flows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            List<String> columns = domain.encoder().columns();
            float[] values = new float[columns.size()];
            for (int j = 0; j < values.length; j++) {
                values[j] = read.contains(columns.get(j)) ? (columns.get(j).hashCode() + 31 * i) % 5 : Float.NaN;
            }
            flows.add(new SampleFlow(random.nextInt(5), 5 + random.nextInt(3), i / 10, i, values, false));
        }
        return new SamplePiece(flows, CONFIG.lookBack(), 0, random).batch();
    }

    @Test
    void columnsOfTheSameNameAreReadAsTheLenderReadsThem() {
        GraphDomain far = domain("far", Set.of("bytes", "packets", EXTRA));
        GraphDomain lender = domain("lender", Set.of("packets"));
        GraphDomain asked = domain("asked", Set.of(EXTRA));
        assertThat(lender.encoder().columns()).contains("bytes", EXTRA).doesNotContain("packets");
        assertThat(asked.encoder().columns()).contains("bytes", "packets").doesNotContain(EXTRA);
        List<String> shared = new ArrayList<>(lender.encoder().columns());
        shared.retainAll(asked.encoder().columns());
        GraphModel known = new GraphModel(CONFIG, List.of(DomainFields.of(far), DomainFields.of(lender)));
        float[] parameters = known.initialParameters(1);
        GraphModel model = new GraphModel(CONFIG, List.of(DomainFields.of(asked)));
        float[] borrowed = new BorrowedAdapter(CONFIG, List.of(far, lender), parameters).parameters(asked);

        GraphModel alone = new GraphModel(CONFIG, List.of(DomainFields.of(lender)));
        float[] its = alone.initialParameters(2, known, parameters);
        try (GraphPredictor ofLender = GraphPredictor.open(alone, its, NativeEngine.onCpu());
                GraphPredictor ofAsked = GraphPredictor.open(model, borrowed, NativeEngine.onCpu())) {
            float[] expected = ofLender.embed(batch(lender, shared));
            assertThat(ofAsked.embed(batch(asked, shared))).containsExactly(expected, Offset.offset(1e-5f));
            // What only the new domain has is not read, and what it has in common is.
            assertThat(ofAsked.embed(batch(asked, asked.encoder().columns())))
                    .containsExactly(expected, Offset.offset(1e-5f));
            assertThat(ofAsked.embed(batch(asked, List.of()))).isNotEqualTo(expected);
        }
    }
}
