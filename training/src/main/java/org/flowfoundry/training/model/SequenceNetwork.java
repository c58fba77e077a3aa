package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/** What stands between the embedded tokens and the heads. Token t's output depends on its segment's tokens up to t only. */
interface SequenceNetwork {

    List<ParameterSpec> specs();

    /** Names of the linear layers that adapters make sense for. */
    List<String> matrices();

    /** Names of the linear layers whose results are added to the stream through the network. */
    List<String> residualOutputs();

    /**
     * All tokens at once.
     *
     * @param x (rows, length, width)
     */
    Pass forward(Tensors parameters, NDArray x, PackedRows rows, Dropout dropout);

    /**
     * What goes on from chosen tokens of a pass, so that more tokens can be appended one at a time.
     *
     * @param owner of the memory's arrays; closed by the caller
     * @param tokens numbers of tokens, row * length + column, each as often as wanted
     */
    Memory remember(NDManager owner, Pass pass, PackedRows rows, int[] tokens);

    /**
     * A pass's results.
     *
     * @param hidden (rows, length, width)
     * @param layers what later tokens need of each layer: arrays of (rows, length, width)
     */
    record Pass(NDArray hidden, List<NDArray> layers) {}

    /** Where several sequences are, each its own. */
    interface Memory {

        /**
         * Appends a token to each.
         *
         * @param x (sequences, 1, width), of a manager that the caller closes after the step
         * @return (sequences, 1, width)
         */
        NDArray append(Tensors parameters, NDArray x);
    }
}
