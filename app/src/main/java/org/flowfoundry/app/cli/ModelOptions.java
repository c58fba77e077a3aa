package org.flowfoundry.app.cli;

import java.util.List;
import java.util.function.Supplier;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.training.gnn.GraphConfig;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.ModelConfig.Activation;
import org.flowfoundry.training.model.ModelConfig.Kind;
import org.flowfoundry.training.model.ModelConfig.Positions;
import org.flowfoundry.training.model.ModelSize;
import org.flowfoundry.training.model.Targets;
import org.flowfoundry.training.sequence.SeriesFeature;
import org.flowfoundry.training.sequence.SeriesFeatures;
import picocli.CommandLine.Option;

/** The shape of a network: a size by name, and whatever is to differ from it. */
final class ModelOptions {

    /** The networks that there are. */
    enum Network {
        TRANSFORMER,
        GRU,
        GNN
    }

    @Option(
            names = "--model",
            paramLabel = "KIND",
            defaultValue = "transformer",
            description = "Network: transformer and gru read host_series, gnn reads flows. Default: ${DEFAULT-VALUE}.")
    Network network;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            defaultValue = "small",
            description =
                    "tiny (for trying), small (about 1.5 million parameters, for CPUs), base (about 25 million, for GPUs)."
                            + " Default: ${DEFAULT-VALUE}.")
    ModelSize size;

    @Option(names = "--context", paramLabel = "N", description = "Tokens per row. Default: the size's.")
    Integer context;

    @Option(names = "--layers", paramLabel = "N", description = "Default: the size's.")
    Integer layers;

    @Option(names = "--width", paramLabel = "N", description = "Width of the hidden state. Default: the size's.")
    Integer width;

    @Option(names = "--heads", paramLabel = "N", description = "Attention heads. Default: the size's.")
    Integer heads;

    @Option(names = "--feed-forward", paramLabel = "N", description = "Default: four times the width.")
    Integer feedForward;

    @Option(names = "--activation", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}. Default: the size's.")
    Activation activation;

    @Option(
            names = "--positions",
            paramLabel = "NAME",
            description = "How tokens know their places: ${COMPLETION-CANDIDATES}. Default: the size's.")
    Positions positions;

    @Option(names = "--dropout", paramLabel = "SHARE", description = "Default: the size's.")
    Double dropout;

    @Option(
            names = "--host-buckets",
            paramLabel = "N",
            defaultValue = "0",
            description = "Size of a hashed host embedding; with 0, the default, the model transfers to hosts unseen.")
    int hostBuckets;

    @Option(
            names = "--masked-share",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "Windows that are hidden and to be reconstructed, beside the next window. Default: ${DEFAULT-VALUE}.")
    double maskedShare;

    @Option(
            names = "--features",
            split = ",",
            paramLabel = "COLUMN",
            description = "Columns of host_series that the model reads, with commas between. Default: 24 of them.")
    List<String> features = List.of();

    @Option(
            names = "--bins",
            paramLabel = "N",
            defaultValue = "32",
            description = "Bins per feature; 10 as in NetFlowGen. Default: ${DEFAULT-VALUE}.")
    int bins;

    @Option(
            names = "--label-smoothing",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of the target spread over all bins. Default: ${DEFAULT-VALUE}.")
    double labelSmoothing;

    @Option(
            names = "--ordinal-width",
            paramLabel = "BINS",
            defaultValue = "0",
            description = "Spreads the target over neighbouring bins, so wide. Default: ${DEFAULT-VALUE}.")
    double ordinalWidth;

    @Option(
            names = "--independent-features",
            description = "Features of a window are independent of each other given the past: cheaper, and less true.")
    boolean independentFeatures;

    List<SeriesFeature> features() {
        return features.isEmpty() ? SeriesFeatures.DEFAULT : SeriesFeatures.of(features);
    }

    Targets targets() {
        return checked("--label-smoothing or --ordinal-width", () -> new Targets(labelSmoothing, ordinalWidth));
    }

    ModelConfig config() {
        Kind kind = Kind.valueOf(network.name());
        ModelConfig base = size.config(kind);
        int wide = or(width, base.width());
        return checked(
                "The shape of the model",
                () -> new ModelConfig(
                        kind,
                        or(context, base.context()),
                        or(layers, base.layers()),
                        wide,
                        or(heads, base.heads()),
                        or(feedForward, width == null ? base.feedForward() : 4 * wide),
                        or(activation, base.activation()),
                        or(positions, base.positions()),
                        or(dropout, base.dropout()),
                        hostBuckets,
                        maskedShare,
                        base.shortcuts(),
                        width == null ? base.headWidth() : 2 * wide,
                        !independentFeatures));
    }

    /** The shape of a graph network; what is an option of the others only must not be given. */
    GraphConfig graphConfig(GraphModelOptions graph) {
        if (context != null || feedForward != null || activation != null || positions != null || !features.isEmpty()) {
            throw new UsageException(
                    "--context, --feed-forward, --activation, --positions and --features are for models"
                            + " of host_series; leave them out with --model gnn.");
        }
        GraphConfig base = GraphConfig.STANDARD;
        return checked(
                "The shape of the model",
                () -> new GraphConfig(
                        or(width, base.width()),
                        or(layers, base.layers()),
                        graph.lookBack,
                        graph.aggregation,
                        or(heads, base.heads()),
                        or(dropout, base.dropout())));
    }

    static <T> T checked(String what, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(what + " does not work: " + e.getMessage() + ".");
        }
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
