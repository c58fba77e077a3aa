package org.flowfoundry.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flowfoundry.training.graph.SamplePieces.FIELD_ENDS;
import static org.flowfoundry.training.graph.SamplePieces.text;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.data.Batches.Position;
import org.flowfoundry.training.data.Rows;
import org.junit.jupiter.api.Test;

class GraphBatchesTest {

    @Test
    void domainsTakeTurnsAsOftenAsTheyHaveBatches() {
        GraphBatches batches = batches(5);
        assertThat(batches.batchesPerEpoch()).isEqualTo(15);
        int[] turns = new int[3];
        boolean mixed = false;
        for (int i = 0; i < 15; i++) {
            GraphBatch batch = batches.next();
            assertThat(batch.flows()).isEqualTo(2 * (30 + batch.domain()));
            turns[batch.domain()]++;
            mixed |= i < 10 && batch.domain() == 2;
        }
        assertThat(turns).containsExactly(10, 0, 5);
        assertThat(mixed).isTrue();
        batches.close();
    }

    @Test
    void aStreamThatGoesOnGivesWhatItWouldHaveGiven() {
        GraphBatches uninterrupted = batches(5);
        for (int i = 0; i < 40; i++) {
            GraphBatches resumed = batches(5);
            resumed.seek(uninterrupted.position());
            assertThat(resumed.position()).isEqualTo(uninterrupted.position());
            GraphBatch next = uninterrupted.next();
            assertThat(text(resumed.next())).isEqualTo(text(next));
        }
        assertThat(uninterrupted.position()).isEqualTo(new Position(2, 10));
    }

    @Test
    void anotherEpochAndAnotherSeedHideOthers() {
        GraphBatches one = batches(5);
        GraphBatches other = batches(6);
        String first = text(one.next());
        assertThat(text(other.next())).isNotEqualTo(first);
        one.seek(new Position(1, 0));
        assertThat(text(one.next())).isNotEqualTo(first);
        assertThatThrownBy(() -> one.seek(new Position(0, 16)))
                .hasMessage("Position[epoch=0, batch=16] in epochs of 15 batches");
    }

    /** Two domains of three, 20 and 10 pieces, 2 a batch. */
    private static GraphBatches batches(long seed) {
        List<Rows<Piece>> rows = List.of(rows(0, 20), new NoRows(), rows(2, 10));
        return new GraphBatches(
                rows, List.of(FIELD_ENDS, FIELD_ENDS, FIELD_ENDS), 2, 5, new GraphRule(2, .2, .5, .1, false), seed);
    }

    private static Rows<Piece> rows(int domain, int pieces) {
        List<Piece> rows = new ArrayList<>();
        for (int i = 0; i < pieces; i++) {
            rows.add(SamplePieces.ofDomain(domain, SamplePieces.piece(30 + domain, 8, 3, i)));
        }
        return Rows.of(rows);
    }

    /** A worker's share of a domain with few pieces. */
    private static final class NoRows implements Rows<Piece> {

        @Override
        public int groups() {
            return 0;
        }

        @Override
        public int rows(int group) {
            throw new IndexOutOfBoundsException(group);
        }

        @Override
        public List<Piece> read(int group) {
            throw new IndexOutOfBoundsException(group);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
