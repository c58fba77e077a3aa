package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.training.model.ModelConfig.Positions;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/** A causal transformer of pre-norm blocks: x + attention(norm(x)), then x + feed-forward(norm(x)); a norm at the end. */
final class TransformerNetwork implements SequenceNetwork {

    private static final String LAST_NORM = "norm";

    private final ModelConfig config;
    private final List<Block> blocks;

    TransformerNetwork(ModelConfig config) {
        this.config = config;
        this.blocks = IntStream.range(0, config.layers())
                .mapToObj(layer -> new Block("block" + layer, config))
                .toList();
    }

    /** One block's parts. */
    private record Block(String name, SelfAttention attention, FeedForward feedForward) {

        Block(String name, ModelConfig config) {
            this(
                    name,
                    new SelfAttention(name + "/attention", config.width(), config.heads()),
                    new FeedForward(name + "/feed_forward", config));
        }
    }

    @Override
    public List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>();
        for (Block block : blocks) {
            specs.addAll(LayerNorm.specs(block.name() + "/norm1", config.width()));
            specs.addAll(block.attention().specs());
            specs.addAll(LayerNorm.specs(block.name() + "/norm2", config.width()));
            specs.addAll(block.feedForward().specs());
        }
        specs.addAll(LayerNorm.specs(LAST_NORM, config.width()));
        return specs;
    }

    @Override
    public List<String> matrices() {
        List<String> matrices = new ArrayList<>();
        for (Block block : blocks) {
            matrices.addAll(block.attention().matrices());
            matrices.addAll(block.feedForward().matrices());
        }
        return matrices;
    }

    @Override
    public List<String> residualOutputs() {
        return blocks.stream()
                .flatMap(block -> Stream.of(
                        block.attention().output(), block.feedForward().output()))
                .toList();
    }

    @Override
    public Pass forward(Tensors parameters, NDArray x, PackedRows rows, Dropout dropout) {
        NDManager step = x.getManager();
        int[] columns = IntStream.range(0, rows.length()).toArray();
        Rotary rotary = rotary(step, 1, columns);
        NDArray mask = rows.attentionMask(step);
        List<NDArray> layers = new ArrayList<>();
        NDArray stream = x;
        for (Block block : blocks) {
            NDArray normed = LayerNorm.apply(parameters, block.name() + "/norm1", stream);
            SelfAttention.Projection one = block.attention().project(parameters, normed, rotary);
            layers.add(one.keys());
            layers.add(one.values());
            NDArray mixed = block.attention().attend(parameters, one.queries(), one.keys(), one.values(), mask);
            stream = stream.add(dropout.apply(mixed));
            stream = stream.add(dropout.apply(feedForward(parameters, block, stream)));
        }
        return new Pass(LayerNorm.apply(parameters, LAST_NORM, stream), layers);
    }

    private static NDArray feedForward(Tensors parameters, Block block, NDArray x) {
        return block.feedForward().apply(parameters, LayerNorm.apply(parameters, block.name() + "/norm2", x));
    }

    private Rotary rotary(NDManager step, int sequences, int[] positions) {
        int headWidth = config.width() / config.heads();
        return config.positions() == Positions.ROTARY
                ? new Rotary(step, sequences, positions, config.heads(), headWidth, SelfAttention.scale(headWidth))
                : null;
    }

    @Override
    public Memory remember(NDManager owner, Pass pass, PackedRows rows, int[] tokens) {
        KeyValueMemory memory = new KeyValueMemory(owner, config, pass, rows, tokens);
        return (parameters, x) -> append(parameters, x, memory);
    }

    private NDArray append(Tensors parameters, NDArray x, KeyValueMemory memory) {
        NDManager step = x.getManager();
        int[] positions = memory.grow();
        Rotary rotary = rotary(step, positions.length, positions);
        NDArray mask = memory.mask(step);
        NDArray stream = x;
        for (int layer = 0; layer < blocks.size(); layer++) {
            Block block = blocks.get(layer);
            NDArray normed = LayerNorm.apply(parameters, block.name() + "/norm1", stream);
            SelfAttention.Projection one = block.attention().project(parameters, normed, rotary);
            NDArray keys = memory.append(2 * layer, one.keys());
            NDArray values = memory.append(2 * layer + 1, one.values());
            stream = stream.add(block.attention().attend(parameters, one.queries(), keys, values, mask));
            stream = stream.add(feedForward(parameters, block, stream));
        }
        return LayerNorm.apply(parameters, LAST_NORM, stream);
    }
}
