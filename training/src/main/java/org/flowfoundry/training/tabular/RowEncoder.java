package org.flowfoundry.training.tabular;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Function;
import org.flowfoundry.training.tensor.InitialParameters;
import org.flowfoundry.training.tensor.ParameterLayout;

/**
 * A small network that makes vectors of rows. It is trained without labels on the rows of one network, in seconds, by one thread of
 * one task, and belongs to these columns only.
 *
 * @param parameters of the network
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record RowEncoder(RowInputs inputs, float[] parameters) implements Serializable {

    /** How it learns from unlabelled rows; apart from each other, because one network for both was worse. */
    public enum Kind {
        /** Contrast between a row with half of its fields swapped and other rows. */
        SCARF(SwapContrast::new),
        /** Repair of a row with a third of its fields swapped. */
        MAE(SwapRepair::new);

        private final Function<RowInputs, RowObjective> objective;

        Kind(Function<RowInputs, RowObjective> objective) {
            this.objective = objective;
        }

        RowObjective objective(RowInputs inputs) {
            return objective.apply(inputs);
        }
    }

    /**
     * Trains an encoder.
     *
     * @param pool (rows, columns): standardised, no NaN
     * @param fields (columns): the field that each column belongs to, numbered from 0; the columns of a field are swapped together
     * @param seed of everything that is drawn; the same gives the same encoder on the same kind of processor
     */
    public static RowEncoder pretrain(Kind kind, float[][] pool, int[] fields, long seed) {
        RowInputs inputs = RowInputs.fit(pool, fields);
        float[] trained = RowPretraining.run(
                        pool, inputs, kind.objective(inputs), RowPretraining.steps(pool.length), seed)
                .parameters();
        return new RowEncoder(inputs, Arrays.copyOf(trained, layout(inputs).size()));
    }

    /** With the first values that {@link #pretrain} begins with, of either kind. */
    public static RowEncoder untrained(float[][] pool, int[] fields, long seed) {
        RowInputs inputs = RowInputs.fit(pool, fields);
        return new RowEncoder(inputs, InitialParameters.draw(layout(inputs), seed));
    }

    private static ParameterLayout layout(RowInputs inputs) {
        return RowNetwork.layout(inputs.width());
    }

    /** (rows, columns) to (rows, 96). */
    public float[][] embed(float[][] rows) {
        return RowInference.run(
                layout(inputs),
                parameters,
                rows,
                (tensors, block, step) -> RowNetwork.embed(tensors, inputs.array(block, step)));
    }
}
