package org.flowfoundry.app.cli;

import java.util.List;
import org.flowfoundry.training.gnn.GraphConfig.Aggregation;
import org.flowfoundry.training.gnn.LinkObjective.Weights;
import org.flowfoundry.training.graph.FlowSplit;
import org.flowfoundry.training.graph.FlowSplit.Unit;
import org.flowfoundry.training.graph.GraphRule;
import org.flowfoundry.training.graph.PieceShape;
import org.flowfoundry.training.pretrain.GraphPretrainOptions;
import org.flowfoundry.training.pretrain.GraphPretrainOptions.Fields;
import org.flowfoundry.training.sequence.Split;
import picocli.CommandLine.Option;

/** What a graph network reads, and what it is asked. */
final class GraphModelOptions {

    @Option(
            names = "--aggregation",
            paramLabel = "NAME",
            defaultValue = "mean",
            description = "gnn: how messages are put together: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Aggregation aggregation;

    @Option(
            names = "--look-back",
            paramLabel = "N",
            defaultValue = "8",
            description = "gnn: earlier flows of its hosts that a flow is linked to. Default: ${DEFAULT-VALUE}.")
    int lookBack;

    @Option(
            names = "--piece-flows",
            paramLabel = "N",
            defaultValue = "1024",
            description = "gnn: flows of a piece of the graph, at most. Default: ${DEFAULT-VALUE}.")
    int pieceFlows;

    @Option(
            names = "--memory",
            paramLabel = "SLOTS",
            defaultValue = "5",
            description = "gnn: time slots of a piece. Default: ${DEFAULT-VALUE}.")
    int memory;

    @Option(
            names = "--slot-seconds",
            paramLabel = "N",
            defaultValue = "0",
            description = "gnn: length of a slot; with 0, the default, slots have equal numbers of flows.")
    int slotSeconds;

    @Option(
            names = "--fan-out",
            paramLabel = "N",
            defaultValue = "256",
            description = "gnn: flows of a source that stay together where a window is cut. Default: ${DEFAULT-VALUE}.")
    int fanOut;

    @Option(
            names = "--fields",
            paramLabel = "WHICH",
            defaultValue = "native",
            description = "gnn: all fields of a source, or those that all sources have: ${COMPLETION-CANDIDATES}."
                    + " Default: ${DEFAULT-VALUE}.")
    Fields fields;

    @Option(
            names = "--withhold",
            paramLabel = "FIELD",
            split = ",",
            description =
                    "gnn: fields that it must not see, because a task asks for them: application, attributes.NAME.")
    List<String> withheld = List.of();

    @Option(
            names = "--split-by",
            paramLabel = "WHAT",
            defaultValue = "hosts",
            description = "gnn: what is kept from training: hosts, or stretches of flows where there are too few hosts:"
                    + " ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Unit unit;

    @Option(
            names = "--continue-from",
            paramLabel = "MODEL",
            description = "gnn: begin with what this model has learned; domains that it does not know get an adapter.")
    String continued;

    @Option(
            names = "--hidden-share",
            paramLabel = "SHARE",
            defaultValue = "0.15",
            description = "gnn: flows that are hidden and asked for. Default: ${DEFAULT-VALUE}.")
    double hiddenShare;

    @Option(
            names = "--hard-share",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "gnn: negatives as busy as what they stand beside. Default: ${DEFAULT-VALUE}.")
    double hardShare;

    @Option(
            names = "--masked-fields",
            paramLabel = "SHARE",
            defaultValue = "0.3",
            description = "gnn: fields that are to be reconstructed. Default: ${DEFAULT-VALUE}.")
    double maskedFields;

    @Option(
            names = "--link-weight",
            paramLabel = "X",
            defaultValue = "1",
            description = "gnn: how much links count in the loss. Default: ${DEFAULT-VALUE}.")
    double linkWeight;

    @Option(
            names = "--field-weight",
            paramLabel = "X",
            defaultValue = "1",
            description = "gnn: how much fields count in the loss. Default: ${DEFAULT-VALUE}.")
    double fieldWeight;

    @Option(
            names = "--leaky",
            description = "gnn: hidden flows take part in message passing all the same. Wrong, to show by how much.")
    boolean leaky;

    private PieceShape shape(long seed) {
        return new PieceShape(pieceFlows, memory, slotSeconds, Math.min(fanOut, pieceFlows), seed);
    }

    GraphPretrainOptions.Data data(Split split, int shards) {
        return new GraphPretrainOptions.Data(shape(split.seed()), fields, withheld, new FlowSplit(split, unit), shards);
    }

    GraphRule rule() {
        return new GraphRule(lookBack, hiddenShare, hardShare, maskedFields, leaky);
    }

    Weights weights() {
        return ModelOptions.checked(
                "--link-weight or --field-weight", () -> new Weights(linkWeight, linkWeight, fieldWeight));
    }
}
