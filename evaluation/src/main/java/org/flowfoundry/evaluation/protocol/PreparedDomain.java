package org.flowfoundry.evaluation.protocol;

import java.util.List;
import org.flowfoundry.training.graph.KeyedPiece.Key;

/**
 * A domain whose rows are drawn, and where they come from.
 *
 * @param flows that they were drawn from
 * @param pool which records the unlabelled training rows are, in the order of the views
 * @param candidates the same of the rows that labels are drawn from
 * @param test the same of the test rows
 */
public record PreparedDomain(
        DomainData data, FlowEmbedding.Flows flows, List<Key> pool, List<Key> candidates, List<Key> test) {

    public PreparedDomain {
        pool = List.copyOf(pool);
        candidates = List.copyOf(candidates);
        test = List.copyOf(test);
    }

    /** The same with more views. */
    public PreparedDomain with(DomainData more) {
        return new PreparedDomain(more, flows, pool, candidates, test);
    }
}
