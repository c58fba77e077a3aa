package org.flowfoundry.training.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.data.Rows;
import org.flowfoundry.training.data.ShuffledBatches;
import org.flowfoundry.training.sequence.HostHash;

/**
 * Batches of pieces of several domains, each of one of them: domains take turns in a seeded order, as often as they have
 * batches. What is hidden, asked and masked is drawn for the place in the stream, so a batch is the same however it is reached.
 */
public final class GraphBatches implements Batches<GraphBatch> {

    private final List<Domain> domains;
    private final GraphRule rule;
    private final long seed;

    private long epoch;
    private int batch;

    /** Index of the domain of each batch of the epoch. */
    private int[] turns;

    /** A domain with pieces, and for each of its fields which column comes after the last. */
    private record Domain(ShuffledBatches<Piece, List<Piece>> pieces, int[] fieldEnds) {}

    /**
     * @param rows pieces by domain; closed with this; a domain may have none, but not all
     * @param fieldEnds of each domain: {@link GraphDomain#fieldEnds()}
     * @param batchPieces pieces per batch
     * @param bufferPieces least number of a domain's pieces that are shuffled together
     */
    GraphBatches(
            List<? extends Rows<Piece>> rows,
            List<int[]> fieldEnds,
            int batchPieces,
            int bufferPieces,
            GraphRule rule,
            long seed) {
        this.domains = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).groups() > 0) {
                long ownSeed = HostHash.mixed(seed ^ HostHash.mixed(i));
                domains.add(new Domain(
                        new ShuffledBatches<>(rows.get(i), batchPieces, bufferPieces, ownSeed, List::copyOf),
                        fieldEnds.get(i)));
            }
        }
        if (domains.isEmpty()) {
            throw new IllegalArgumentException("no domain has a piece");
        }
        this.rule = rule;
        this.seed = seed;
        this.turns = turns(0);
    }

    /** How many batches an epoch has. */
    public int batchesPerEpoch() {
        return turns.length;
    }

    @Override
    public GraphBatch next() {
        if (batch == turns.length) {
            epoch++;
            batch = 0;
            turns = turns(epoch);
        }
        Domain domain = domains.get(turns[batch]);
        SplittableRandom seeds = new SplittableRandom(mixed(epoch, batch));
        batch++;
        return GraphBatch.join(domain.pieces().next().stream()
                .map(piece -> PieceDraw.of(piece, rule, domain.fieldEnds(), seeds.nextLong()))
                .toList());
    }

    @Override
    public Position position() {
        return new Position(epoch, batch);
    }

    @Override
    public void seek(Position position) {
        if (position.epoch() < 0 || position.batch() < 0 || position.batch() > turns.length) {
            throw new IllegalArgumentException(position + " in epochs of " + turns.length + " batches");
        }
        epoch = position.epoch();
        batch = (int) position.batch();
        turns = turns(epoch);
        long[] given = new long[domains.size()];
        for (int i = 0; i < batch; i++) {
            given[turns[i]]++;
        }
        for (int i = 0; i < given.length; i++) {
            domains.get(i).pieces().seek(new Position(epoch, given[i]));
        }
    }

    @Override
    public void close() {
        domains.forEach(domain -> domain.pieces().close());
    }

    private int[] turns(long ofEpoch) {
        int size = 0;
        for (Domain domain : domains) {
            size = Math.toIntExact(size + domain.pieces().batchesPerEpoch());
        }
        int[] order = new int[size];
        SplittableRandom random = new SplittableRandom(mixed(ofEpoch, -1));
        int at = 0;
        for (int i = 0; i < domains.size(); i++) {
            for (long b = 0; b < domains.get(i).pieces().batchesPerEpoch(); b++, at++) {
                int other = random.nextInt(at + 1);
                order[at] = order[other];
                order[other] = i;
            }
        }
        return order;
    }

    private long mixed(long one, long other) {
        return HostHash.mixed(seed ^ HostHash.mixed(one ^ HostHash.mixed(other)));
    }
}
