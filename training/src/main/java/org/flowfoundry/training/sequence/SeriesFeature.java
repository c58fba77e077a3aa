package org.flowfoundry.training.sequence;

import java.io.Serializable;

/**
 * A column of {@code host_series} as models read it.
 *
 * @param column its name in the table
 * @param scale how its values are transformed before binning
 */
public record SeriesFeature(String column, Scale scale) implements Serializable {

    private static final int LONGEST_NAME = 200;

    public SeriesFeature {
        if (column == null || column.isBlank() || column.length() > LONGEST_NAME || scale == null) {
            throw new IllegalArgumentException("a feature needs a column's name, of at most " + LONGEST_NAME
                    + " characters, and a scale, LOG or LINEAR");
        }
    }

    /** The transformation of a feature's values; both can be undone. */
    public enum Scale {
        /** log(1 + x), for counts, bytes and seconds. */
        LOG,
        /** As it is, for shares and entropies. */
        LINEAR;

        public float apply(double value) {
            return (float) (this == LOG ? Math.log1p(value) : value);
        }

        public double undo(double transformed) {
            return this == LOG ? Math.expm1(transformed) : transformed;
        }
    }
}
