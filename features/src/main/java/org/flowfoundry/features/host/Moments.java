package org.flowfoundry.features.host;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * Count, mean, standard deviation, least and greatest of a stream of numbers, mergeable (Welford 1962; Chan, Golub and
 * LeVeque 1983). The deviation is that of the population: divided by n.
 */
final class Moments {

    private long count;
    private double mean;
    private double squares;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    void add(double value) {
        count++;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
    }

    void append(Moments later) {
        if (later.count == 0) {
            return;
        }
        long total = count + later.count;
        double delta = later.mean - mean;
        squares += later.squares + delta * delta * ((double) count * later.count / total);
        mean += delta * later.count / total;
        least = Math.min(least, later.least);
        greatest = Math.max(greatest, later.greatest);
        count = total;
    }

    Double mean() {
        return count == 0 ? null : (Double) mean;
    }

    Double deviation() {
        return count == 0 ? null : (Double) Math.sqrt(squares / count);
    }

    /** Deviation by mean; null where the mean is 0. */
    Double variation() {
        return count == 0 || mean == 0 ? null : (Double) (deviation() / mean);
    }

    Double least() {
        return count == 0 ? null : (Double) least;
    }

    Double greatest() {
        return count == 0 ? null : (Double) greatest;
    }

    void write(Output out) {
        out.writeVarLong(count, true);
        out.writeDouble(mean);
        out.writeDouble(squares);
        out.writeDouble(least);
        out.writeDouble(greatest);
    }

    static Moments read(Input in) {
        Moments moments = new Moments();
        moments.count = in.readVarLong(true);
        moments.mean = in.readDouble();
        moments.squares = in.readDouble();
        moments.least = in.readDouble();
        moments.greatest = in.readDouble();
        return moments;
    }
}
