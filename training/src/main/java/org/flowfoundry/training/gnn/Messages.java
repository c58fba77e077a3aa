package org.flowfoundry.training.gnn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/** One type of message: what nodes of a kind hear along edges of a kind, in one layer. */
interface Messages {

    List<ParameterSpec> specs();

    /**
     * What each receiver hears, all its edges together; zeros where it has none.
     *
     * @param receivers (receivers, width)
     * @param senders (senders, width)
     * @return (receivers, width)
     */
    NDArray apply(Tensors parameters, NDArray receivers, NDArray senders, EdgeTensors edges);

    /** Of several senders, aggregated as the configuration says. */
    static Messages of(String name, GraphConfig config) {
        return of(name, config, false);
    }

    /** The same of senders of another time. */
    static Messages earlier(String name, GraphConfig config) {
        return of(name, config, true);
    }

    /** Of one sender: there is nothing to aggregate. */
    static Messages single(String name, GraphConfig config) {
        return new MeanMessages(name, config.width());
    }

    private static Messages of(String name, GraphConfig config, boolean timed) {
        return switch (config.aggregation()) {
            case MEAN -> new MeanMessages(name, config.width());
            case MAX -> new MaxMessages(name, config.width());
            case ATTENTION -> new AttentionMessages(name, config.width(), config.heads(), timed);
        };
    }
}
