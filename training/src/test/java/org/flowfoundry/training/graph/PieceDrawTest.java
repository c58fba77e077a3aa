package org.flowfoundry.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flowfoundry.training.graph.SamplePieces.FIELDS;
import static org.flowfoundry.training.graph.SamplePieces.FIELD_ENDS;
import static org.flowfoundry.training.graph.SamplePieces.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PieceDrawTest {

    private static final GraphRule RULE = new GraphRule(3, .15, .5, .2, false);
    private static final GraphRule LEAKY = new GraphRule(3, .15, .5, .2, true);

    @Property(tries = 200)
    void indicesAreSoundAndPointBackInTime(
            @ForAll @IntRange(min = 1, max = 120) int flows,
            @ForAll @IntRange(min = 1, max = 30) int hosts,
            @ForAll long seed) {
        GraphBatch batch = joined(flows, hosts, seed, RULE);
        for (int i = 0; i < batch.flows(); i++) {
            assertThat(batch.hostSlot()[batch.source()[i]]).isEqualTo(batch.slot()[i]);
            assertThat(batch.hostSlot()[batch.destination()[i]]).isEqualTo(batch.slot()[i]);
            for (int k = i * 3; k < i * 3 + 3; k++) {
                assertThat(batch.before()[k]).isBetween(-1, i - 1);
                assertThat(batch.beforeDestination()[k]).isBetween(-1, i - 1);
                assertThat(batch.gaps()[k]).isGreaterThanOrEqualTo(0);
                assertThat(batch.before()[k] < 0 && batch.gaps()[k] != 0).isFalse();
            }
        }
        for (int node = 0; node < batch.hosts(); node++) {
            int before = batch.hostBefore()[node];
            assertThat(before).isBetween(-1, node - 1);
            assertThat(before < 0 || batch.hostSlot()[before] < batch.hostSlot()[node])
                    .isTrue();
        }
        assertThat(batch.masked()).hasSameSizeAs(batch.values());
        assertThat(batch.fields()).isEqualTo(FIELDS);
    }

    @Property(tries = 200)
    void linksAreToTheLatestVisibleFlowsOfTheSameHost(@ForAll long seed) {
        Piece piece = SamplePieces.piece(80, 6, 4, seed);
        GraphBatch batch = PieceDraw.of(piece, RULE, FIELD_ENDS, seed);
        for (int i = 0; i < batch.flows(); i++) {
            int flow = i;
            int[] expected = IntStream.iterate(i - 1, j -> j >= 0, j -> j - 1)
                    .filter(j -> !batch.hidden()[flow] && !batch.hidden()[j])
                    .filter(j -> piece.source()[flow] >= 0 && piece.source()[j] == piece.source()[flow])
                    .limit(3)
                    .toArray();
            int[] links = Arrays.copyOfRange(batch.before(), i * 3, i * 3 + 3);
            assertThat(Arrays.copyOf(links, expected.length)).isEqualTo(expected);
            assertThat(Arrays.stream(links).skip(expected.length)).allMatch(link -> link == -1);
            for (int k = 0; k < expected.length; k++) {
                assertThat(batch.gaps()[i * 3 + k]).isEqualTo((float) Math.log1p((i - expected[k]) * .25f));
            }
        }
    }

    @Property(tries = 200)
    void hiddenFlowsAreInNoMessage(@ForAll @IntRange(min = 20, max = 150) int flows, @ForAll long seed) {
        GraphBatch batch = joined(flows, 10, seed, RULE);
        Set<Integer> linked = new HashSet<>();
        Arrays.stream(batch.before()).forEach(linked::add);
        Arrays.stream(batch.beforeDestination()).forEach(linked::add);
        boolean[] active = new boolean[batch.hosts()];
        for (int i = 0; i < batch.flows(); i++) {
            if (batch.hidden()[i]) {
                assertThat(linked).doesNotContain(i);
                assertThat(Arrays.copyOfRange(batch.before(), i * 3, i * 3 + 3)).containsOnly(-1);
                assertThat(Arrays.copyOfRange(batch.masked(), i * FIELDS, i * FIELDS + FIELDS))
                        .containsOnly(false);
            } else {
                active[batch.source()[i]] = true;
                active[batch.destination()[i]] = true;
            }
        }
        assertThat(Arrays.stream(batch.hostBefore()).filter(node -> node >= 0)).allMatch(node -> active[node]);
    }

    @Property(tries = 200)
    void aHiddenPairHasNoVisibleFlowInItsSlot(@ForAll long seed) {
        GraphBatch batch = PieceDraw.of(SamplePieces.piece(120, 8, 5, seed), RULE, FIELD_ENDS, seed);
        Map<Set<Integer>, Boolean> hidden = new HashMap<>();
        for (int i = 0; i < batch.flows(); i++) {
            Set<Integer> pair = new HashSet<>(List.of(batch.source()[i], batch.destination()[i]));
            Boolean before = hidden.putIfAbsent(pair, batch.hidden()[i]);
            assertThat(before == null || before == batch.hidden()[i]).isTrue();
        }
    }

    @Property(tries = 200)
    void positivesAreHiddenLinksAndNegativesAreNone(@ForAll @IntRange(min = 2, max = 25) int hosts, @ForAll long seed) {
        GraphBatch batch = joined(100, hosts, seed, RULE);
        Set<Set<Integer>> pairs = new HashSet<>();
        for (int i = 0; i < batch.flows(); i++) {
            pairs.add(new HashSet<>(List.of(batch.source()[i], batch.destination()[i])));
        }
        assertThat(batch.questions() % 2).isZero();
        for (int q = 0; q < batch.questions(); q++) {
            int flow = batch.askedFlow()[q];
            int source = batch.askedSource()[q];
            int destination = batch.askedDestination()[q];
            assertThat(batch.hidden()[flow]).isTrue();
            assertThat(batch.linked()[q]).isEqualTo(q % 2 == 0);
            assertThat(batch.askedFlow()[q ^ 1]).isEqualTo(flow);
            assertThat(source).isEqualTo(batch.source()[flow]);
            assertThat(batch.hostSlot()[destination]).isEqualTo(batch.slot()[flow]);
            assertThat(pairs.contains(new HashSet<>(List.of(source, destination))))
                    .isEqualTo(batch.linked()[q]);
            assertThat(destination).isNotEqualTo(source);
            assertThat(batch.linked()[q] && batch.hard()[q]).isFalse();
        }
    }

    @Property(tries = 100)
    void hardNegativesAreAsBusyAsTheirPositives(@ForAll long seed) {
        GraphBatch batch = PieceDraw.of(SamplePieces.piece(150, 30, 3, seed), RULE, FIELD_ENDS, seed);
        int[] degree = new int[batch.hosts()];
        for (int i = 0; i < batch.flows(); i++) {
            if (!batch.hidden()[i]) {
                degree[batch.source()[i]]++;
                degree[batch.destination()[i]] += batch.source()[i] == batch.destination()[i] ? 0 : 1;
            }
        }
        for (int q = 1; q < batch.questions(); q += 2) {
            if (batch.hard()[q]) {
                assertThat(Integer.numberOfLeadingZeros(degree[batch.askedDestination()[q]]))
                        .isEqualTo(Integer.numberOfLeadingZeros(degree[batch.askedDestination()[q - 1]]));
            }
        }
    }

    @Test
    void theSharesAreAsAsked() {
        int hidden = 0;
        int flows = 0;
        int hard = 0;
        int negatives = 0;
        int masked = 0;
        int present = 0;
        for (int seed = 0; seed < 50; seed++) {
            GraphBatch batch = PieceDraw.of(SamplePieces.piece(400, 60, 5, seed), RULE, FIELD_ENDS, seed);
            for (int i = 0; i < batch.flows(); i++) {
                flows++;
                hidden += batch.hidden()[i] ? 1 : 0;
                for (int k = i * FIELDS; k < (i + 1) * FIELDS && !batch.hidden()[i]; k++) {
                    present += Float.isNaN(batch.values()[k]) ? 0 : 1;
                    masked += batch.masked()[k] ? 1 : 0;
                }
            }
            negatives += batch.questions() / 2;
            for (boolean one : batch.hard()) {
                hard += one ? 1 : 0;
            }
        }
        // Flows without a host, and of hosts to themselves, cannot be asked for.
        assertThat((double) hidden / flows).isBetween(.12, .15);
        assertThat((double) hard / negatives).isBetween(.45, .55);
        assertThat((double) masked / present).isBetween(.18, .22);
    }

    @Test
    void wholeFieldsAreMaskedAndOnlyWhatIsThere() {
        GraphBatch batch = PieceDraw.of(SamplePieces.piece(300, 20, 5, 1), RULE, FIELD_ENDS, 2);
        int both = 0;
        for (int flow = 0; flow < batch.flows(); flow++) {
            int last = flow * FIELDS + 2;
            boolean here = !Float.isNaN(batch.values()[last - 1]) && !Float.isNaN(batch.values()[last]);
            assertThat(here && batch.masked()[last] != batch.masked()[last - 1]).isFalse();
            both += here && batch.masked()[last] ? 1 : 0;
        }
        assertThat(both).isGreaterThan(10);
        for (int i = 0; i < batch.values().length; i++) {
            assertThat(batch.masked()[i] && Float.isNaN(batch.values()[i])).isFalse();
        }
    }

    @Test
    void theSameSeedDrawsTheSameAndAnotherDoesNot() {
        Piece piece = SamplePieces.piece(200, 20, 5, 4);
        String drawn = text(PieceDraw.of(piece, RULE, FIELD_ENDS, 9));
        assertThat(text(PieceDraw.of(piece, RULE, FIELD_ENDS, 9))).isEqualTo(drawn);
        assertThat(text(PieceDraw.of(piece, RULE, FIELD_ENDS, 10))).isNotEqualTo(drawn);
    }

    @Test
    void leakyAsksTheSameAndHidesNothing() {
        Piece piece = SamplePieces.piece(200, 20, 5, 4);
        GraphBatch honest = PieceDraw.of(piece, RULE, FIELD_ENDS, 9);
        GraphBatch leaky = PieceDraw.of(piece, LEAKY, FIELD_ENDS, 9);
        assertThat(leaky.hidden()).containsOnly(false);
        assertThat(Arrays.stream(leaky.before()).filter(i -> i >= 0).count())
                .isGreaterThan(
                        Arrays.stream(honest.before()).filter(i -> i >= 0).count());
        assertThat(leaky.questions()).isPositive().isCloseTo(honest.questions(), within(4));
    }

    private static Offset<Integer> within(int offset) {
        return Offset.offset(offset);
    }

    @Test
    void aHostThatIsLinkedToAllIsNotAskedAbout() {
        Piece piece = new Piece(
                0, new float[6], new int[] {0, 0}, new int[] {1, 1}, new int[] {0, 1}, new long[] {0, 1_000_000});
        GraphBatch batch = PieceDraw.of(piece, new GraphRule(2, .5, .5, 0, false), FIELD_ENDS, 1);
        assertThat(batch.questions()).isZero();
        assertThat(batch.masked()).isNull();
    }

    @Test
    void forInferenceNothingIsHiddenOrAsked() {
        GraphBatch batch = GraphBatch.of(SamplePieces.piece(60, 9, 5, 3), 2);
        assertThat(batch.hidden()).containsOnly(false);
        assertThat(batch.questions()).isZero();
        assertThat(batch.masked()).isNull();
        assertThat(batch.lookBack()).isEqualTo(2);
    }

    /** Two pieces as one batch. */
    private static GraphBatch joined(int flows, int hosts, long seed, GraphRule rule) {
        return GraphBatch.join(List.of(
                PieceDraw.of(SamplePieces.piece(flows, hosts, Math.min(5, flows), seed), rule, FIELD_ENDS, seed),
                PieceDraw.of(SamplePieces.piece(flows, hosts, Math.min(4, flows), seed + 1), rule, FIELD_ENDS, seed)));
    }
}
