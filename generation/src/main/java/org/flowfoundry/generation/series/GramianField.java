package org.flowfoundry.generation.series;

import java.util.Arrays;

/**
 * The Gramian angular summation field of a series (Wang and Oates 2015, arXiv 1506.00327): of values x in [0, 1], with angles
 * phi = arccos x, the symmetric matrix G_ij = cos(phi_i + phi_j). Its diagonal, 2 x^2 - 1, gives the series back.
 */
public final class GramianField {

    /** Candidates among which an angle's best is looked for before it is refined. */
    private static final int GRID = 48;

    private static final int REFINEMENTS = 40;
    private static final int MOST_SWEEPS = 100;
    private static final double SETTLED = 1e-9;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private GramianField() {}

    /**
     * The field of a series.
     *
     * @param series (steps) values of 0 to 1
     * @return (steps, steps), row-major
     */
    public static float[] of(double[] series) {
        int steps = series.length;
        double[] sines = new double[steps];
        for (int i = 0; i < steps; i++) {
            sines[i] = Math.sqrt(Math.max(0, 1 - series[i] * series[i]));
        }
        float[] field = new float[steps * steps];
        for (int i = 0; i < steps; i++) {
            for (int j = 0; j <= i; j++) {
                float cosine = (float) (series[i] * series[j] - sines[i] * sines[j]);
                field[i * steps + j] = cosine;
                field[j * steps + i] = cosine;
            }
            // Not by the difference above, which loses digits where x is small.
            field[i * steps + i] = (float) (2 * series[i] * series[i] - 1);
        }
        return field;
    }

    /**
     * The series of a valid field.
     *
     * @param field (steps, steps)
     * @return (steps) values of 0 to 1
     */
    public static double[] series(float[] field) {
        int steps = steps(field);
        double[] series = new double[steps];
        for (int i = 0; i < steps; i++) {
            double square = (field[i * steps + i] + 1.0) / 2;
            series[i] = Math.sqrt(Math.max(0, Math.min(1, square)));
        }
        return series;
    }

    /**
     * The valid field nearest to a matrix that need not be one.
     *
     * @param series (steps) of that field
     * @param residual root mean square of the differences between its entries and the matrix's
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    public record Projection(double[] series, double residual) {}

    /**
     * Projects a matrix on the valid fields of series at or above a value: beginning with the diagonal, angle by angle to
     * the best one while the others stay, so that the distance never grows. A local minimum, as every known way finds.
     *
     * @param matrix (steps, steps); only its symmetric part matters
     * @param lowest value of the series, from 0 to below 1
     */
    public static Projection project(float[] matrix, double lowest) {
        int steps = steps(matrix);
        double[] symmetric = symmetric(matrix, steps);
        double[] angles = new double[steps];
        double[] diagonal = series(matrix);
        double widest = Math.acos(lowest);
        for (int i = 0; i < steps; i++) {
            angles[i] = Math.min(widest, Math.acos(diagonal[i]));
        }
        double change = 1;
        for (int sweep = 0; sweep < MOST_SWEEPS && change > SETTLED; sweep++) {
            change = 0;
            for (int i = 0; i < steps; i++) {
                double best = new AngleFit(symmetric, angles, i).best(widest);
                change = Math.max(change, Math.abs(best - angles[i]));
                angles[i] = best;
            }
        }
        return new Projection(Arrays.stream(angles).map(Math::cos).toArray(), residual(matrix, angles));
    }

    private static double[] symmetric(float[] matrix, int steps) {
        double[] symmetric = new double[matrix.length];
        for (int i = 0; i < steps; i++) {
            for (int j = 0; j < steps; j++) {
                symmetric[i * steps + j] = (matrix[i * steps + j] + (double) matrix[j * steps + i]) / 2;
            }
        }
        return symmetric;
    }

    private static double residual(float[] matrix, double[] angles) {
        int steps = angles.length;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            for (int j = 0; j < steps; j++) {
                double difference = matrix[i * steps + j] - Math.cos(angles[i] + angles[j]);
                sum += difference * difference;
            }
        }
        return Math.sqrt(sum / Math.max(1, matrix.length));
    }

    private static int steps(float[] field) {
        int steps = (int) Math.round(Math.sqrt(field.length));
        if (steps * steps != field.length) {
            throw new IllegalArgumentException("A field is a square matrix, not of " + field.length + " entries");
        }
        return steps;
    }

    /**
     * The distance as a function of one angle phi, with c = cos phi and s = sin phi: its row's share is
     * (G_ii - cos 2 phi)^2 + 2 sum_j (G_ij - c x_j + s y_j)^2, of which the sums are taken once.
     */
    private static final class AngleFit {

        private final double own;
        private double cosines;
        private double sines;
        private double mixed;
        private double towardsCosine;
        private double towardsSine;

        AngleFit(double[] symmetric, double[] angles, int row) {
            int steps = angles.length;
            this.own = symmetric[row * steps + row];
            for (int j = 0; j < steps; j++) {
                if (j == row) {
                    continue;
                }
                double entry = symmetric[row * steps + j];
                double x = Math.cos(angles[j]);
                double y = Math.sin(angles[j]);
                cosines += x * x;
                sines += y * y;
                mixed += x * y;
                towardsCosine += entry * x;
                towardsSine += entry * y;
            }
        }

        /** But for a constant. */
        private double distance(double angle) {
            double c = Math.cos(angle);
            double s = Math.sin(angle);
            double difference = own - Math.cos(2 * angle);
            double others =
                    c * c * cosines + s * s * sines - 2 * c * s * mixed - 2 * c * towardsCosine + 2 * s * towardsSine;
            return difference * difference + 2 * others;
        }

        /** The best of a grid, refined between its neighbours by golden section. */
        double best(double widest) {
            int nearest = 0;
            for (int k = 1; k <= GRID; k++) {
                if (distance(k * widest / GRID) < distance(nearest * widest / GRID)) {
                    nearest = k;
                }
            }
            double low = Math.max(0, (nearest - 1) * widest / GRID);
            double high = Math.min(widest, (nearest + 1) * widest / GRID);
            for (int i = 0; i < REFINEMENTS; i++) {
                double left = high - GOLDEN * (high - low);
                double right = low + GOLDEN * (high - low);
                if (distance(left) <= distance(right)) {
                    high = right;
                } else {
                    low = left;
                }
            }
            return (low + high) / 2;
        }
    }
}
