package org.flowfoundry.training.pretrain;

import java.util.List;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.gnn.GraphConfig;
import org.flowfoundry.training.gnn.LinkObjective.Weights;
import org.flowfoundry.training.graph.FlowSplit;
import org.flowfoundry.training.graph.GraphRule;
import org.flowfoundry.training.graph.PieceShape;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.registry.ModelRegistry;

/**
 * What {@code pretrain} is asked for, of a model of flow graphs.
 *
 * @param lake folder or URI of the lake
 * @param range partitions of {@code flows} to learn from; each domain gets an adapter of its own
 * @param name of the model to register
 * @param model shape of the network
 * @param data what the network reads
 * @param rule what is drawn of a piece: its look-back is the model's
 * @param weights how much links and fields count
 * @param training how it is trained; its batches are of pieces
 * @param continued the model whose trunk, and adapters of the same domains, it begins with; null = none
 * @param begin what is done about a training of this name that is under way
 */
public record GraphPretrainOptions(
        String lake,
        PartitionRange range,
        String name,
        GraphConfig model,
        Data data,
        GraphRule rule,
        Weights weights,
        TrainingPlan training,
        String continued,
        Begin begin)
        implements PretrainRequest {

    public GraphPretrainOptions {
        ModelRegistry.requireName(name);
        if (rule.lookBack() != model.lookBack()) {
            throw TrainingErrors.badSetting(
                    "look-back", Integer.toString(rule.lookBack()), "the model's is " + model.lookBack());
        }
    }

    /** Which fields of flows a network sees. */
    public enum Fields {
        /** All that a domain's source gives. */
        NATIVE,
        /** The columns that all sources share, without a source's own attributes. */
        COMMON
    }

    /**
     * What the network reads.
     *
     * @param shape of the pieces
     * @param withheld fields that it must not see, beside those that no model sees: {@code application},
     *     {@code attributes.NAME}
     * @param split which flows it may see
     * @param shards files per part and domain; 0 = eight per worker
     */
    public record Data(PieceShape shape, Fields fields, List<String> withheld, FlowSplit split, int shards) {

        public Data {
            withheld = List.copyOf(withheld);
        }
    }
}
