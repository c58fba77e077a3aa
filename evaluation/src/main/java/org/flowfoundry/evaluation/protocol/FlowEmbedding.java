package org.flowfoundry.evaluation.protocol;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.flows.FlowEncoder;
import org.flowfoundry.training.gnn.FewShots;
import org.flowfoundry.training.graph.KeyedPiece.Key;

/** A network that makes vectors of flows. Heads, controls and labels are those of all methods. */
public interface FlowEmbedding {

    /** The end of an untrained copy's name. */
    String UNTRAINED = "-untrained";

    /** As in reports: the model's name and version, or what it is a control of. */
    String name();

    /** Whether it was trained: an untrained copy is a control. */
    boolean isTrained();

    /** The same network as it was before any training, named so. */
    FlowEmbedding untrained(long seed);

    /**
     * The vectors of flows.
     *
     * @param flows of a domain
     * @param asked few of them
     * @return nothing at all where the lake does not hold what it reads of the domain
     */
    Map<Key, float[]> vectors(Flows flows, Set<Key> asked);

    /**
     * The flows of a domain.
     *
     * @param rows of the table {@code flows}
     * @param encoder fitted to the domain's unlabelled training rows, for networks that do not know the domain
     */
    record Flows(String domain, Dataset<Row> rows, FlowEncoder encoder) {}

    /**
     * Which flows of a domain it was not trained on.
     *
     * @param timed whether the domain's flows have times
     * @return null where it has seen none
     */
    Unseen unseen(String domain, boolean timed);

    /** The names of the fields that it reads of a domain; empty where it does not know the domain. */
    Collection<String> fields(String domain);

    /** Whether the network itself can be trained on labels of flows. */
    default boolean isTunable() {
        return false;
    }

    /**
     * Opens trainings of the network itself on labels of flows, where it {@link #isTunable()}.
     *
     * @param flows of a domain
     * @param rows the flows that are labelled or asked for: their places here are their numbers
     */
    default Tuning tuning(Flows flows, List<Key> rows) {
        throw new UnsupportedOperationException(name() + " is not trained on flows");
    }

    /** Trainings of a network on few labels, draw after draw. */
    interface Tuning extends AutoCloseable {

        /**
         * Trains on each draw's labels, and decides.
         *
         * @param pretrained whether training begins with what the network has learned, or from scratch
         * @return for each draw (asked, classes) probabilities; null in the place of a flow that the network has no place for
         */
        List<double[][]> decide(boolean pretrained, List<FewShots> draws, int classes);

        @Override
        void close();
    }

    /** Tells flows that a network was not trained on. */
    @FunctionalInterface
    interface Unseen extends Serializable {

        /** Whether no part of it, nor of its hosts at its time, was seen; by the columns that {@code FlowPart} names. */
        boolean holds(Row flow);

        /** Those that none of several networks has seen. */
        static Unseen byAll(List<Unseen> networks) {
            List<Unseen> all = List.copyOf(networks);
            return flow -> all.stream().allMatch(one -> one.holds(flow));
        }
    }
}
