package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.gnn.DomainFields.Column;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.model.ValueLoss;
import org.flowfoundry.training.tensor.HostArrays;

/** The values that are to be reconstructed: masked ones of visible flows that the source did give. */
final class MaskedFields {

    private final GraphBatch batch;
    private final List<Column> columns;
    private final int[] flows;
    private final int count;

    private MaskedFields(GraphBatch batch, List<Column> columns, int[] flows, int count) {
        this.batch = batch;
        this.columns = columns;
        this.flows = flows;
        this.count = count;
    }

    static MaskedFields of(GraphBatch batch, DomainFields domain) {
        List<Integer> flows = new ArrayList<>();
        int fields = batch.fields();
        int count = 0;
        for (int flow = 0; batch.masked() != null && flow < batch.flows(); flow++) {
            int before = count;
            for (int field = 0; field < fields; field++) {
                count += asked(batch, flow * fields + field) ? 1 : 0;
            }
            if (count > before) {
                flows.add(flow);
            }
        }
        int[] numbers = flows.stream().mapToInt(flow -> flow).toArray();
        return new MaskedFields(batch, domain.columns(), numbers, count);
    }

    private static boolean asked(GraphBatch batch, int at) {
        return batch.masked()[at] && !batch.hidden()[at / batch.fields()] && !Float.isNaN(batch.values()[at]);
    }

    /** How many values. */
    int count() {
        return count;
    }

    /** Those of all flows that have any: (flows, width) to (rows, width). */
    NDArray flows(NDArray all, NDManager step) {
        return LinkObjective.rows(all, flows, step);
    }

    /**
     * The sum over all values: of numbers the smooth L1 distance, of indicators the binary cross entropy.
     *
     * @param told (rows, fields)
     */
    NDArray loss(NDArray told, NDManager step) {
        NDArray truth = array(step, null);
        NDArray distance = ValueLoss.smoothL1(told, truth);
        NDArray surprise = ValueLoss.crossEntropy(told, truth);
        return distance.mul(array(step, Column.NUMBER))
                .add(surprise.mul(array(step, Column.INDICATOR)))
                .sum();
    }

    /** (rows, fields): the values, or 1 where a value of this kind is asked for; 0 elsewhere. */
    private NDArray array(NDManager step, Column kind) {
        int fields = columns.size();
        return HostArrays.floats(step, new Shape(flows.length, fields), into -> {
            for (int row = 0; row < flows.length; row++) {
                for (int field = 0; field < fields; field++) {
                    int at = flows[row] * fields + field;
                    if (asked(batch, at)) {
                        into.put(row * fields + field, entry(at, columns.get(field), kind));
                    }
                }
            }
        });
    }

    private float entry(int at, Column column, Column kind) {
        if (kind == null) {
            return batch.values()[at];
        }
        return column == kind ? 1 : 0;
    }
}
