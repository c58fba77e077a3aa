package org.flowfoundry.generation.diffusion;

import java.io.Serializable;

/**
 * The shape of the network that completes rows.
 *
 * @param width of its state
 * @param blocks residual ones, of two layers each, the inner one twice as wide
 * @param dropout share of inner activations
 */
public record DenoiserConfig(int width, int blocks, double dropout) implements Serializable {

    public DenoiserConfig {
        if (width < 8 || width > 4096 || blocks < 1 || blocks > 64 || !(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException(
                    "a denoiser needs a width of 8 to 4096, 1 to 64 blocks and a dropout of 0 to below 1");
        }
    }
}
