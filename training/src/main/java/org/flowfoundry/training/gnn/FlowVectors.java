package org.flowfoundry.training.gnn;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.TaskCompletionListener;
import org.flowfoundry.training.engine.TaskEngine;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.graph.KeyedPiece;
import org.flowfoundry.training.graph.KeyedPiece.Key;

/** One task of {@link FlowEmbedder}: pieces in, vectors of their flows out; one piece is in memory at a time. */
final class FlowVectors implements Iterator<FlowVector> {

    private final Iterator<KeyedPiece> pieces;
    private final Set<Key> asked;
    private final GraphModel model;
    private final GraphPredictor predictor;
    private final Deque<FlowVector> ready = new ArrayDeque<>();

    FlowVectors(Iterator<KeyedPiece> pieces, Broadcast<FlowEmbedder.Network> network, Set<Key> asked) {
        this.asked = asked;
        this.pieces = pieces;
        this.model = network.value().model();
        TaskContext task = TaskContext.get();
        this.predictor = GraphPredictor.open(model, network.value().parameters(), TaskEngine.of(task));
        task.addTaskCompletionListener((TaskCompletionListener) ended -> predictor.close());
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && pieces.hasNext()) {
            KeyedPiece piece = pieces.next();
            if (piece.keys().stream().anyMatch(asked::contains)) {
                embed(piece);
            }
        }
        return !ready.isEmpty();
    }

    private void embed(KeyedPiece piece) {
        float[] all =
                predictor.embed(GraphBatch.of(piece.piece(), model.config().lookBack()));
        int width = model.config().width();
        for (int flow = 0; flow < piece.keys().size(); flow++) {
            Key key = piece.keys().get(flow);
            if (asked.contains(key)) {
                float[] vector = Arrays.copyOfRange(all, flow * width, (flow + 1) * width);
                ready.add(new FlowVector(key.file(), key.record(), vector));
            }
        }
    }

    @Override
    public FlowVector next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.poll();
    }
}
