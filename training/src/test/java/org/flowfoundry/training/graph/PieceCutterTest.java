package org.flowfoundry.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowfoundry.core.error.UsageException;
import org.junit.jupiter.api.Test;

class PieceCutterTest {

    private static final PieceShape COUNTED = new PieceShape(10, 5, 0, 3, 1);
    private static final PieceShape TIMED = new PieceShape(10, 5, 1, 3, 1);

    @Test
    void withoutLengthsSlotsHaveEqualNumbersOfFlows() {
        List<KeyedPiece> pieces = cut(flows(25, 4), COUNTED);
        assertThat(pieces.stream().map(piece -> piece.piece().flows())).containsExactly(10, 10, 5);
        assertThat(pieces.get(0).piece().slot()).containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4, 4);
        assertThat(pieces.get(2).piece().slot()).containsExactly(0, 1, 2, 3, 4);
        assertThat(pieces.get(1).piece().start()[1]).isEqualTo(100_000);
        assertThat(pieces.stream().map(KeyedPiece::number)).containsExactly(0, 1, 2);
        assertThat(pieces.get(0).piece().source()).startsWith(0, 2, 3, 4);
        assertThat(pieces.get(0).piece().destination()).startsWith(1, 1);
    }

    @Test
    void windowsOfTimeArePiecesOfTheirOwn() {
        List<KeyedPiece> pieces = cut(flows(100, 4), new PieceShape(64, 5, 1, 16, 1));
        // Ten flows a second, five seconds a window.
        assertThat(pieces.stream().map(piece -> piece.piece().flows())).containsExactly(50, 50);
        assertThat(pieces.get(1).piece().slot()[9]).isZero();
        assertThat(pieces.get(1).piece().slot()[10]).isEqualTo(1);
        assertThat(pieces.get(1).piece().slots()).isEqualTo(5);
    }

    @Test
    void aBusyWindowIsCutBySource() {
        List<FlowPoint> flows = flows(50, 20);
        List<KeyedPiece> pieces = cut(flows, TIMED);
        Map<Long, Set<Integer>> piecesOf = new HashMap<>();
        assertThat(pieces.size()).isBetween(5, 9);
        for (int p = 0; p < pieces.size(); p++) {
            assertThat(pieces.get(p).piece().flows()).isLessThanOrEqualTo(10);
            for (KeyedPiece.Key key : pieces.get(p).keys()) {
                long source = flows.get((int) key.record()).getSource();
                piecesOf.computeIfAbsent(source, host -> new HashSet<>()).add(p);
            }
        }
        // Two or three flows each: those that a full piece had no room for apart, sources are together.
        assertThat(piecesOf.values().stream().filter(in -> in.size() == 1).count())
                .isGreaterThan(14);
    }

    @Test
    void aHostWithHalfOfTheFlowsIsSpread() {
        List<FlowPoint> flows = flows(4_000, 500);
        for (int i = 0; i < flows.size(); i += 2) {
            flows.get(i).setSource(7);
            flows.get(i).setStart(0);
        }
        flows.forEach(flow -> flow.setStart(flow.getRecord()));
        PieceShape shape = new PieceShape(256, 5, 1, 64, 3);
        List<KeyedPiece> pieces = cut(flows, shape);
        assertThat(pieces.size()).isBetween(16, 18);
        Set<Long> seen = new HashSet<>();
        for (KeyedPiece piece : pieces) {
            assertThat(piece.piece().flows()).isLessThanOrEqualTo(256);
            long busy = piece.keys().stream()
                    .filter(key -> flows.get((int) key.record()).getSource() == 7)
                    .count();
            if (piece.piece().flows() > 200) {
                assertThat(busy).isBetween(32L, 224L);
            }
            piece.keys().forEach(key -> assertThat(seen.add(key.record())).isTrue());
        }
        assertThat(seen).hasSize(4_000);
    }

    @Test
    void hostsThatAreNotKnownHaveNoNumber() {
        List<FlowPoint> flows = flows(12, 3);
        flows.get(1).setSource(FlowPoint.NONE);
        flows.get(2).setStart(FlowPoint.NONE);
        Piece piece = cut(flows, COUNTED).get(0).piece();
        assertThat(piece.source()[1]).isEqualTo(-1);
        assertThat(piece.start()[2]).isEqualTo(-1);
        assertThat(piece.hosts()).isEqualTo(4);
        assertThat(piece.secondsBetween(1, 2)).isZero();
        assertThat(piece.secondsBetween(1, 3)).isEqualTo(.2f);
    }

    @Test
    void whatWasCutApartStaysApart() {
        List<FlowPoint> flows = flows(12, 3);
        flows.subList(4, 8).forEach(flow -> flow.setChunk(1));
        flows.subList(8, 10).forEach(flow -> flow.setPart(1));
        flows.subList(10, 12).forEach(flow -> flow.setDomain(1));
        List<KeyedPiece> pieces = cut(flows, COUNTED);
        assertThat(pieces.stream().map(piece -> piece.piece().flows())).containsExactly(4, 4, 2, 2);
        assertThat(pieces.stream().map(KeyedPiece::stretch)).doesNotHaveDuplicates();
        assertThat(pieces.get(3).piece().domain()).isEqualTo(1);
    }

    @Test
    void shapesThatCannotBeAreSaid() {
        assertThatThrownBy(() -> new PieceShape(1, 1, 0, 1, 1))
                .isInstanceOf(UsageException.class)
                .hasMessage("--piece-flows is 1, but must lie between 2 and 65536.");
        assertThatThrownBy(() -> new PieceShape(100, 65, 0, 1, 1))
                .hasMessage("--memory is 65, but must lie between 1 and 64.");
        assertThatThrownBy(() -> new PieceShape(100, 5, -1, 1, 1))
                .hasMessage("--slot-seconds is -1, but must lie between 0 and 86400.");
        assertThatThrownBy(() -> new PieceShape(100, 5, 0, 101, 1))
                .hasMessage("--fan-out is 101, but must lie between 1 and 100.");
        assertThatThrownBy(() -> new GraphRule(0, .1, .1, .1, false))
                .hasMessage("--look-back is 0, but must lie between 1 and 64.");
        assertThatThrownBy(() -> new GraphRule(1, 1, .1, .1, false))
                .hasMessage("--hidden-share is 1.0, but must lie between 0 and below 1.");
    }

    private static List<KeyedPiece> cut(List<FlowPoint> flows, PieceShape shape) {
        List<KeyedPiece> pieces = new ArrayList<>();
        new PieceCutter(flows.iterator(), shape).forEachRemaining(pieces::add);
        return pieces;
    }

    /** Flows, ten a second, of so many sources by turns to one destination; the record is the number. */
    private static List<FlowPoint> flows(int count, int sources) {
        List<FlowPoint> flows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FlowPoint flow = new FlowPoint();
            flow.setStart(i * 100_000L);
            flow.setOrder(flow.getStart());
            flow.setFile("file");
            flow.setRecord(i);
            flow.setSource(100 + i % sources);
            flow.setDestination(1);
            flow.setValues(new float[] {i});
            flows.add(flow);
        }
        return flows;
    }
}
