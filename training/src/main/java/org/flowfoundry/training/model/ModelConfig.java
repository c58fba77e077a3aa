package org.flowfoundry.training.model;

import java.io.Serializable;

/**
 * The shape of a network of sequences: everything that, with the encoder, decides its parameters. Saved as JSON with them.
 *
 * @param kind the network
 * @param context tokens per row, so windows a prediction can look back to, less one
 * @param layers blocks (transformer) or recurrent layers (gru)
 * @param width of the hidden state
 * @param heads attention heads; they divide the width evenly (gru: not used)
 * @param feedForward width of the feed-forward layers (gru: not used)
 * @param activation between the feed-forward layers (gru: not used)
 * @param positions how tokens know their places (gru: not used)
 * @param dropout share of activations dropped in training, 0 to below 1
 * @param hostBuckets size of the hashed host embedding; 0 = hosts are not told apart, so that the model transfers
 * @param maskedShare share of windows hidden from the input in training and to be reconstructed; 0 = next window only
 * @param shortcuts whether the heads also read, past the network, the bins of the token's own window (as a Markov chain
 *     would) and how often the segment's windows so far had each bin
 * @param chained whether each feature of a window is given those before it in the encoder's order, or only the past
 */
public record ModelConfig(
        Kind kind,
        int context,
        int layers,
        int width,
        int heads,
        int feedForward,
        Activation activation,
        Positions positions,
        double dropout,
        int hostBuckets,
        double maskedShare,
        boolean shortcuts,
        boolean chained)
        implements Serializable {

    private static final int LONGEST_CONTEXT = 8192;
    private static final int MOST_LAYERS = 200;
    private static final int GREATEST_WIDTH = 16_384;
    private static final int MOST_HOST_BUCKETS = 10_000_000;

    public ModelConfig {
        require(
                kind != null && activation != null && positions != null,
                "kind, activation and positions must be given");
        inRange("context", context, 2, LONGEST_CONTEXT);
        inRange("layers", layers, 1, MOST_LAYERS);
        inRange("width", width, 1, GREATEST_WIDTH);
        inRange("heads", heads, 1, width);
        inRange("feedForward", feedForward, 1, 4 * GREATEST_WIDTH);
        inRange("hostBuckets", hostBuckets, 0, MOST_HOST_BUCKETS);
        require(width % heads == 0, "width " + width + " is not a multiple of heads " + heads);
        require(
                positions != Positions.ROTARY || width / heads % 2 == 0,
                "rotary positions need an even width per head, not " + width / heads);
        require(dropout >= 0 && dropout < 1, "dropout must lie in 0 to below 1, not " + dropout);
        require(maskedShare >= 0 && maskedShare < 1, "maskedShare must lie in 0 to below 1, not " + maskedShare);
    }

    private static void inRange(String name, int value, int least, int most) {
        require(
                value >= least && value <= most,
                name + " must lie between " + least + " and " + most + ", not " + value);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** Which network. */
    public enum Kind {
        TRANSFORMER,
        GRU
    }

    /** Between the two feed-forward layers: GELU (Hendrycks and Gimpel 2016) or SwiGLU (Shazeer 2020). */
    public enum Activation {
        GELU,
        SWIGLU
    }

    /** How tokens know their places: rotary embedding (Su et al. 2021), or a learned vector per place. */
    public enum Positions {
        ROTARY,
        LEARNED
    }
}
