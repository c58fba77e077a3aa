package org.flowfoundry.training.model;

import org.flowfoundry.training.model.ModelConfig.Activation;
import org.flowfoundry.training.model.ModelConfig.Kind;
import org.flowfoundry.training.model.ModelConfig.Positions;

/** Sizes that work, by name. A GRU has half the layers at twice the width: about as many parameters as the transformer. */
public enum ModelSize {
    /** For tests and demonstrations: seconds on one core. */
    TINY(16, 2, 32, 2),
    /** About a million parameters: the size for CPUs. */
    SMALL(64, 4, 128, 4),
    /** About 25 million parameters: for GPUs. */
    BASE(128, 8, 512, 8);

    private static final int FEED_FORWARD = 4;
    private static final double DROPOUT = 0.1;

    private final int context;
    private final int layers;
    private final int width;
    private final int heads;

    ModelSize(int context, int layers, int width, int heads) {
        this.context = context;
        this.layers = layers;
        this.width = width;
        this.heads = heads;
    }

    /** The configuration of this size, with shortcuts and chained features, without host embedding and masked windows. */
    public ModelConfig config(Kind kind) {
        int factor = kind == Kind.GRU ? 2 : 1;
        return new ModelConfig(
                kind,
                context,
                layers / factor,
                width * factor,
                heads,
                width * factor * FEED_FORWARD,
                Activation.GELU,
                Positions.ROTARY,
                DROPOUT,
                0,
                0,
                true,
                true);
    }
}
