package org.flowfoundry.training.graph;

import java.util.List;
import java.util.SplittableRandom;

/** What a network gets to read of one piece: something hidden, asked for and masked, as a seed decides. */
final class PieceDraw {

    private final Piece piece;
    private final GraphRule rule;
    private final SplittableRandom random;

    /** (flows): of the rule. */
    private final boolean[] drawn;

    private PieceDraw(Piece piece, GraphRule rule, long seed) {
        this.piece = piece;
        this.rule = rule;
        this.random = new SplittableRandom(seed);
        this.drawn = new boolean[piece.flows()];
    }

    /**
     * Draws a batch of one piece.
     *
     * @param fieldEnds for each field of the domain, which column comes after its last
     */
    static GraphBatch of(Piece piece, GraphRule rule, int[] fieldEnds, long seed) {
        return new PieceDraw(piece, rule, seed).batch(fieldEnds);
    }

    private GraphBatch batch(int[] fieldEnds) {
        PairGroups pairs = new PairGroups(piece);
        int[] asked = pairs.hide(rule.hiddenShare(), random, drawn);
        boolean[] hidden = rule.leaky() ? new boolean[drawn.length] : drawn;
        HostNodes nodes = new HostNodes(piece, hidden);
        int[] source = new int[piece.flows()];
        int[] destination = new int[piece.flows()];
        for (int i = 0; i < source.length; i++) {
            int slot = piece.slot()[i];
            boolean toItself = piece.source()[i] >= 0 && piece.source()[i] == piece.destination()[i];
            source[i] = nodes.node(slot, piece.source()[i]);
            destination[i] = toItself ? source[i] : nodes.node(slot, piece.destination()[i]);
        }
        List<LinkQuestions.Question> questions =
                new LinkQuestions(piece, pairs, nodes, random).ask(asked, rule.hardShare());
        boolean[] masked = rule.maskedShare() > 0 ? masked(fieldEnds) : null;
        EarlierFlows ofSource = new EarlierFlows(piece, piece.source(), hidden, rule.lookBack());
        EarlierFlows ofDestination = new EarlierFlows(piece, piece.destination(), hidden, rule.lookBack());
        return new GraphBatch(
                piece.domain(),
                piece.flows(),
                nodes.size(),
                piece.values(),
                source,
                destination,
                piece.slot(),
                nodes.slots(),
                nodes.before(),
                rule.lookBack(),
                ofSource.links(),
                ofDestination.links(),
                ofSource.gaps(),
                ofDestination.gaps(),
                hidden,
                questions.stream().mapToInt(LinkQuestions.Question::source).toArray(),
                questions.stream().mapToInt(LinkQuestions.Question::destination).toArray(),
                questions.stream().mapToInt(LinkQuestions.Question::flow).toArray(),
                flags(questions, true),
                flags(questions, false),
                masked);
    }

    private static boolean[] flags(List<LinkQuestions.Question> questions, boolean linked) {
        boolean[] flags = new boolean[questions.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = linked ? questions.get(i).linked() : questions.get(i).hard();
        }
        return flags;
    }

    /** Whole fields of visible flows, since one column of a name tells the others. */
    private boolean[] masked(int[] fieldEnds) {
        int width = piece.fields();
        boolean[] masked = new boolean[piece.values().length];
        for (int flow = 0; flow < drawn.length; flow++) {
            int column = 0;
            for (int end : fieldEnds) {
                boolean mask = random.nextDouble() < rule.maskedShare() && !drawn[flow];
                for (; column < end; column++) {
                    int place = flow * width + column;
                    masked[place] = mask && !Float.isNaN(piece.values()[place]);
                }
            }
        }
        return masked;
    }
}
