package org.flowfoundry.training.gnn;

import org.flowfoundry.training.graph.GraphBatch;

/** What tells links without any learning (Liben-Nowell and Kleinberg 2007; Poursafaei et al. 2022). */
public enum LinkHeuristic {
    /** How many hosts both are linked with. */
    COMMON_NEIGHBOURS {
        @Override
        double score(VisibleGraph graph, int source, int destination) {
            return graph.common(source, destination).size();
        }
    },
    /** The same, a host of few links counting more. */
    ADAMIC_ADAR {
        @Override
        double score(VisibleGraph graph, int source, int destination) {
            return graph.common(source, destination).stream()
                    .mapToDouble(host -> 1 / Math.log(Math.max(2, graph.degree(host))))
                    .sum();
        }
    },
    /** The product of how many hosts each is linked with. */
    PREFERENTIAL_ATTACHMENT {
        @Override
        double score(VisibleGraph graph, int source, int destination) {
            return (double) graph.degree(source) * graph.degree(destination);
        }
    },
    /** How many flows the destination got. */
    POPULARITY {
        @Override
        double score(VisibleGraph graph, int source, int destination) {
            return graph.received(destination);
        }
    },
    /** How many flows went the same way: the strongest of these where traffic repeats. */
    REPETITION {
        @Override
        double score(VisibleGraph graph, int source, int destination) {
            return graph.flows(source, destination);
        }
    };

    abstract double score(VisibleGraph graph, int source, int destination);

    /** Scores of a batch's questions, from its visible flows. */
    public float[] scores(GraphBatch batch) {
        VisibleGraph graph = new VisibleGraph(batch);
        float[] scores = new float[batch.questions()];
        for (int question = 0; question < scores.length; question++) {
            scores[question] = (float) score(graph, batch.askedSource()[question], batch.askedDestination()[question]);
        }
        return scores;
    }
}
