package org.flowfoundry.training.sequence;

/**
 * A column of {@code host_series} as models read it.
 *
 * @param column its name in the table
 * @param scale how its values are transformed before binning
 */
public record SeriesFeature(String column, Scale scale) {

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
