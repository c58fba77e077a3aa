package org.flowfoundry.training.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Asks for each hidden pair whether it is linked, and for a pair of the same source with another destination, which it is not.
 *
 * <p>A hard negative's destination is as busy in the slot, and was before it in the piece, as the positive's, each as a power of
 * two; an easy one's is any destination of the piece. Either may be a host without a visible flow in the slot, as the hidden
 * destination may: that a node is there says nothing.
 */
final class LinkQuestions {

    private static final int TRIES = 16;
    private static final int LEVELS = 32;

    private final Piece piece;
    private final PairGroups pairs;
    private final HostNodes nodes;
    private final SplittableRandom random;
    private final int[] destinations;
    private final Map<Integer, int[]> alike = new HashMap<>();
    private final List<Question> questions = new ArrayList<>();

    /** @param nodes without what is hidden */
    LinkQuestions(Piece piece, PairGroups pairs, HostNodes nodes, SplittableRandom random) {
        this.piece = piece;
        this.pairs = pairs;
        this.nodes = nodes;
        this.random = random;
        this.destinations = Arrays.stream(piece.destination())
                .filter(host -> host >= 0)
                .distinct()
                .toArray();
    }

    /** Whether a hidden flow links two nodes. */
    record Question(int source, int destination, int flow, boolean linked, boolean hard) {}

    /** The questions for some hidden flows; two each, or none where every host is linked to the source. */
    List<Question> ask(int[] hiddenFlows, double hardShare) {
        for (int flow : hiddenFlows) {
            boolean wantsHard = random.nextDouble() < hardShare;
            int other = wantsHard ? drawn(flow, alike(flow)) : -1;
            boolean hard = other >= 0;
            other = hard ? other : drawn(flow, destinations);
            if (other >= 0) {
                int slot = piece.slot()[flow];
                int source = nodes.node(slot, piece.source()[flow]);
                questions.add(new Question(source, nodes.node(slot, piece.destination()[flow]), flow, true, false));
                questions.add(new Question(source, nodes.node(slot, other), flow, false, hard));
            }
        }
        return questions;
    }

    /** A candidate that the flow's source is not linked to in its slot; -1 where none was found. */
    private int drawn(int flow, int[] candidates) {
        for (int i = 0; i < TRIES && candidates.length > 0; i++) {
            int host = candidates[random.nextInt(candidates.length)];
            if (host != piece.source()[flow] && !pairs.linked(piece.slot()[flow], piece.source()[flow], host)) {
                return host;
            }
        }
        return -1;
    }

    private int[] alike(int flow) {
        int slot = piece.slot()[flow];
        if (!alike.containsKey(-1 - slot)) {
            sort(slot);
            alike.put(-1 - slot, new int[0]);
        }
        return alike.get(level(slot, piece.destination()[flow]));
    }

    private void sort(int slot) {
        Map<Integer, List<Integer>> byLevel = new HashMap<>();
        for (int host : destinations) {
            byLevel.computeIfAbsent(level(slot, host), level -> new ArrayList<>())
                    .add(host);
        }
        byLevel.forEach((level, hosts) ->
                alike.put(level, hosts.stream().mapToInt(Integer::intValue).toArray()));
    }

    private int level(int slot, int host) {
        int before = 0;
        for (int earlier = 0; earlier < slot; earlier++) {
            before += nodes.degree(earlier, host);
        }
        return (slot * LEVELS + log(nodes.degree(slot, host))) * LEVELS + log(before);
    }

    private static int log(int degree) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(degree);
    }
}
