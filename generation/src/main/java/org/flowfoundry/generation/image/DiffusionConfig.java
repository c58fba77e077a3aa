package org.flowfoundry.generation.image;

import java.io.Serializable;

/**
 * A diffusion model of series.
 *
 * @param form what is diffused
 * @param channels numbers of a step
 * @param steps most steps of a series
 * @param classes that series are of
 * @param width of the network's layers
 * @param blocks residual blocks: of {@link Form#PLACES} in all, of {@link Form#FIELDS} at each resolution
 */
public record DiffusionConfig(Form form, int channels, int steps, int classes, int width, int blocks)
        implements Serializable {

    /** What is diffused: either is a function of the other. */
    public enum Form {
        /** Gramian angular fields, as images, by a U-Net: NetDiffus. */
        FIELDS,
        /** The places that fields are made of, by residual blocks: far fewer numbers. */
        PLACES
    }

    private static final int MOST_CLASSES = 10_000;
    private static final int MOST_WIDTH = 4_096;

    public DiffusionConfig {
        if (form == null
                || channels < 1
                || steps < 2
                || classes < 1
                || classes > MOST_CLASSES
                || width < 8
                || width > MOST_WIDTH
                || width % 8 != 0
                || blocks < 1
                || blocks > 64) {
            throw new IllegalArgumentException("a diffusion of " + form + ", " + channels + " channels, " + steps
                    + " steps, " + classes + " classes, width " + width + " and " + blocks + " blocks");
        }
    }

    /** The class of no class, for guidance. */
    int noClass() {
        return classes;
    }

    /** How many numbers make a sample: (channels, steps), or (channels, steps, steps). */
    public int size() {
        return form == Form.PLACES ? channels * steps : channels * steps * steps;
    }
}
