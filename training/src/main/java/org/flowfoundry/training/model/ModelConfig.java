package org.flowfoundry.training.model;

/**
 * The shape of a network of sequences: everything that, with the encoder, decides its parameters. Saved as JSON with them.
 *
 * @param kind the network
 * @param context tokens per row, so windows a prediction can look back to, less one
 * @param layers blocks (transformer) or recurrent layers (gru)
 * @param width of the hidden state
 * @param heads attention heads; they divide the width evenly
 * @param feedForward width of the feed-forward layers
 * @param dropout share of activations dropped in training, 0 to below 1
 * @param hostBuckets size of the hashed host embedding; 0 = hosts are not told apart, so that the model transfers
 * @param maskedShare share of windows hidden from the input in training and to be reconstructed; 0 = next window only
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
        double maskedShare) {

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
