package org.flowfoundry.generation.series;

import java.io.Serializable;
import java.util.List;

/**
 * Series as Gramian angular fields of 32-bit floats, one for each channel, and back: whole numbers come back exactly. A value's
 * place p in [0, 1] stands in the field as x = {@value #LOWEST} + {@value #SPAN} p, because the inverse of the diagonal loses
 * its digits near x = 0. Steps that a shorter series does not have are zeros, and no traffic.
 *
 * @param steps most steps of a series
 */
public record SeriesCodec(List<SeriesChannel> channels, int steps) implements Serializable {

    static final double LOWEST = 0.25;
    private static final double SPAN = 1 - LOWEST;

    private static final int MOST_CHANNELS = 16;

    /** A field has the square of so many entries. */
    public static final int MOST_STEPS = 256;

    public SeriesCodec {
        channels = List.copyOf(channels);
        if (channels.isEmpty() || channels.size() > MOST_CHANNELS || steps < 2 || steps > MOST_STEPS) {
            throw new IllegalArgumentException("a codec of " + channels.size() + " channels and " + steps + " steps");
        }
        for (SeriesChannel channel : channels) {
            if (channel.scales().size() != 1 && channel.scales().size() != steps) {
                throw new IllegalArgumentException(
                        channel.scales().size() + " scales of channel " + channel.name() + " for " + steps + " steps");
            }
        }
    }

    /**
     * Fields that generated ones came to.
     *
     * @param residual root mean square of the differences between what was generated and the nearest valid fields
     */
    public record Decoded(TrafficSeries series, double residual) {}

    /** The fields of a series: (channels, steps, steps). */
    public float[] fields(TrafficSeries series) {
        float[] fields = new float[channels.size() * steps * steps];
        int length = series.length();
        for (int channel = 0; channel < channels.size(); channel++) {
            float[] field = GramianField.of(cosines(series, channel));
            for (int i = 0; i < length; i++) {
                System.arraycopy(field, i * length, fields, (channel * steps + i) * steps, length);
            }
        }
        return fields;
    }

    private double[] cosines(TrafficSeries series, int channel) {
        double[] values = series.values()[channel];
        double[] cosines = new double[values.length];
        for (int step = 0; step < values.length; step++) {
            cosines[step] = LOWEST + SPAN * scale(channel, step).place(values[step]);
        }
        return cosines;
    }

    private Scale scale(int channel, int step) {
        return channels.get(channel).scale(step);
    }

    /** The series of valid fields, by their diagonals. */
    public TrafficSeries series(String label, float[] fields, int length) {
        double[][] values = new double[channels.size()][];
        for (int channel = 0; channel < values.length; channel++) {
            values[channel] = values(channel, GramianField.series(corner(fields, channel, length)));
        }
        return new TrafficSeries(label, values);
    }

    /** The series of the valid fields nearest to generated ones. */
    public Decoded nearest(String label, float[] fields, int length) {
        double[][] values = new double[channels.size()][];
        double squares = 0;
        for (int channel = 0; channel < values.length; channel++) {
            GramianField.Projection projection = GramianField.project(corner(fields, channel, length), LOWEST);
            values[channel] = values(channel, projection.series());
            squares += projection.residual() * projection.residual();
        }
        return new Decoded(new TrafficSeries(label, values), Math.sqrt(squares / values.length));
    }

    private float[] corner(float[] fields, int channel, int length) {
        float[] corner = new float[length * length];
        for (int i = 0; i < length; i++) {
            System.arraycopy(fields, (channel * steps + i) * steps, corner, i * length, length);
        }
        return corner;
    }

    private double[] values(int channel, double[] cosines) {
        double[] values = new double[cosines.length];
        for (int step = 0; step < cosines.length; step++) {
            values[step] = scale(channel, step).value((cosines[step] - LOWEST) / SPAN);
        }
        return values;
    }

    /**
     * The places of a series, which its fields are a function of: (channels, steps), from -1 to 1.
     */
    public float[] places(TrafficSeries series) {
        return each(series, (scale, value) -> 2 * scale.place(value) - 1);
    }

    /** How far to either side of its place a value may be put and still be read as the same: (channels, steps). */
    public float[] spreads(TrafficSeries series) {
        return each(series, (scale, value) -> 2 * scale.spread(value));
    }

    private float[] each(TrafficSeries series, PlaceOf place) {
        float[] places = new float[channels.size() * steps];
        for (int channel = 0; channel < channels.size(); channel++) {
            double[] values = series.values()[channel];
            for (int step = 0; step < values.length; step++) {
                places[channel * steps + step] = (float) place.of(scale(channel, step), values[step]);
            }
        }
        return places;
    }

    @FunctionalInterface
    private interface PlaceOf {
        double of(Scale scale, double value);
    }

    /** The series of such places; those outside of -1 to 1 are taken for the nearest that is not. */
    public TrafficSeries ofPlaces(String label, float[] places, int length) {
        double[][] values = new double[channels.size()][length];
        for (int channel = 0; channel < values.length; channel++) {
            for (int step = 0; step < length; step++) {
                values[channel][step] = scale(channel, step).value((places[channel * steps + step] + 1.0) / 2);
            }
        }
        return new TrafficSeries(label, values);
    }
}
