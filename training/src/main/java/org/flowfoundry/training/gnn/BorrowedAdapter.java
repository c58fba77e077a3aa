package org.flowfoundry.training.gnn;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowfoundry.training.graph.GraphDomain;

/**
 * Lets a network read flows of a domain that it was not trained on: with the adapter of the domain that it knows which has most
 * columns of the same names; columns that only the new domain has are not read. Nothing is learned of the new domain.
 */
public final class BorrowedAdapter {

    private final GraphConfig config;
    private final List<GraphDomain> known;
    private final float[] parameters;

    /**
     * @param known domains of the network
     * @param parameters of its layout
     */
    public BorrowedAdapter(GraphConfig config, List<GraphDomain> known, float[] parameters) {
        this.config = config;
        this.known = List.copyOf(known);
        this.parameters = parameters;
    }

    /** Parameters of a network of the same configuration that knows the new domain only. */
    public float[] parameters(GraphDomain domain) {
        GraphModel source =
                new GraphModel(config, known.stream().map(DomainFields::of).toList());
        GraphModel target = new GraphModel(config, List.of(DomainFields.of(domain)));
        float[] values = target.initialParameters(0, source, parameters);
        GraphDomain lender = nearest(domain.encoder().columns());
        String from = DomainFields.of(lender).prefix();
        String to = DomainFields.of(domain).prefix();
        for (String name : FlowAdapter.INNER) {
            System.arraycopy(
                    parameters,
                    source.layout().offset(from + name),
                    values,
                    target.layout().offset(to + name),
                    source.layout().spec(from + name).size());
        }
        lend(
                lender.encoder().columns(),
                source.layout().offset(from + FlowAdapter.INPUT),
                domain.encoder().columns(),
                target.layout().offset(to + FlowAdapter.INPUT),
                values);
        return values;
    }

    private GraphDomain nearest(List<String> columns) {
        GraphDomain nearest = known.get(0);
        long most = -1;
        for (GraphDomain domain : known) {
            long shared = domain.encoder().columns().stream()
                    .filter(columns::contains)
                    .count();
            if (shared > most) {
                nearest = domain;
                most = shared;
            }
        }
        return nearest;
    }

    /** Rows are of the width, and have a value and then its being there for each column. */
    private void lend(List<String> lent, int from, List<String> asked, int to, float[] values) {
        Map<String, Integer> places =
                IntStream.range(0, lent.size()).boxed().collect(Collectors.toMap(lent::get, i -> i));
        for (int row = 0; row < config.width(); row++) {
            for (int i = 0; i < 2 * asked.size(); i++) {
                Integer place = places.get(asked.get(i % asked.size()));
                int half = i / asked.size() * lent.size();
                values[to + row * 2 * asked.size() + i] =
                        place == null ? 0 : parameters[from + row * 2 * lent.size() + half + place];
            }
        }
    }
}
