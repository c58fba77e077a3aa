package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.tensor.HostArrays;

/**
 * A batch as a network reads it.
 *
 * @param values (flows, 2 fields): values, 0 where absent or masked, then whether each is there
 * @param gaps (flows, 4 lookBack): times back to earlier flows of the source and to the destination, and whether there are any
 * @param roles (hosts, {@link HostRoles#WIDTH})
 */
record GraphTensors(
        NDArray values,
        NDArray gaps,
        NDArray roles,
        EdgeTensors sources,
        EdgeTensors destinations,
        EdgeTensors sent,
        EdgeTensors received,
        EdgeTensors earlierSent,
        EdgeTensors earlierReceived,
        EdgeTensors earlierHosts) {

    /** Makes log(1 + seconds) about as large as the other inputs. */
    private static final float GAP_SCALE = 0.25f;

    static GraphTensors of(GraphBatch batch, NDManager step) {
        Topology topology = Topology.of(batch);
        HostRoles roles = new HostRoles(topology);
        return new GraphTensors(
                HostArrays.floats(step, new Shape(batch.flows(), 2L * batch.fields()), into -> putValues(batch, into)),
                HostArrays.floats(step, new Shape(batch.flows(), 4L * batch.lookBack()), into -> putGaps(batch, into)),
                HostArrays.floats(step, new Shape(batch.hosts(), HostRoles.WIDTH), roles::put),
                new EdgeTensors(topology.sources(), step),
                new EdgeTensors(topology.destinations(), step),
                new EdgeTensors(topology.sent(), step),
                new EdgeTensors(topology.received(), step),
                new EdgeTensors(topology.earlierSent(), step),
                new EdgeTensors(topology.earlierReceived(), step),
                new EdgeTensors(topology.earlierHosts(), step));
    }

    private static void putValues(GraphBatch batch, FloatBuffer into) {
        int fields = batch.fields();
        for (int i = 0; i < batch.values().length; i++) {
            float value = batch.values()[i];
            boolean masked = batch.masked() != null && batch.masked()[i];
            if (!masked && !Float.isNaN(value)) {
                int at = i / fields * 2 * fields + i % fields;
                into.put(at, value);
                into.put(at + fields, 1);
            }
        }
    }

    private static void putGaps(GraphBatch batch, FloatBuffer into) {
        int lookBack = batch.lookBack();
        for (int i = 0; i < batch.before().length; i++) {
            int at = i / lookBack * 4 * lookBack + i % lookBack;
            if (!batch.hidden()[i / lookBack]) {
                putGap(batch, batch.before()[i], batch.gaps()[i], into, at);
                putGap(batch, batch.beforeDestination()[i], batch.gapsDestination()[i], into, at + 2 * lookBack);
            }
        }
    }

    private static void putGap(GraphBatch batch, int before, float gap, FloatBuffer into, int at) {
        if (before >= 0 && !batch.hidden()[before]) {
            into.put(at, gap * GAP_SCALE);
            into.put(at + batch.lookBack(), 1);
        }
    }
}
