package org.flowfoundry.training.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.sequence.Split.Part;

/**
 * How good forecasts are, per series, so that a host counts once however long it is active.
 *
 * @param surprise (series): mean negative log-likelihood of a window, its elapsed windows and all features, nats
 * @param alone (series): the same with each output's by itself, whatever the others of its window are
 * @param absolute (series): mean absolute error over windows and features, in standard deviations of the training windows
 * @param squared (series): root of the mean squared error, likewise
 */
record SeriesScores(double[] surprise, double[] alone, double[] absolute, double[] squared) {

    /** Shorter series say too little each. */
    static final int FEWEST_WINDOWS = 4;

    /** Scores of the series of one part's hosts. */
    static SeriesScores of(Forecasts forecasts, Part part) {
        double[] scale = deviations(forecasts.windows());
        HostWindows windows = forecasts.windows();
        List<double[]> series = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= forecasts.rows().length; to++) {
            int first = forecasts.rows()[from];
            if (to == forecasts.rows().length || windows.host()[forecasts.rows()[to]] != windows.host()[first]) {
                if (windows.hosts()[first] == part && to - from >= FEWEST_WINDOWS) {
                    series.add(score(forecasts, from, to, scale));
                }
                from = to;
            }
        }
        return new SeriesScores(column(series, 0), column(series, 1), column(series, 2), column(series, 3));
    }

    private static double[] score(Forecasts forecasts, int from, int to, double[] scale) {
        double surprise = 0;
        double alone = 0;
        double absolute = 0;
        double squared = 0;
        for (int row = from; row < to; row++) {
            for (float one : forecasts.surprise()[row]) {
                surprise += one;
            }
            for (float one : forecasts.alone()[row]) {
                alone += one;
            }
            double ofWindow = 0;
            double squares = 0;
            int known = 0;
            for (int f = 0; f < scale.length; f++) {
                float came = forecasts.windows().value(forecasts.rows()[row], f);
                if (scale[f] > 0 && !Float.isNaN(came)) {
                    double missed = (forecasts.mean()[row][f] - came) / scale[f];
                    ofWindow += Math.abs(forecasts.median()[row][f] - came) / scale[f];
                    squares += missed * missed;
                    known++;
                }
            }
            absolute += ofWindow / Math.max(1, known);
            squared += squares / Math.max(1, known);
        }
        int count = to - from;
        return new double[] {surprise / count, alone / count, absolute / count, Math.sqrt(squared / count)};
    }

    /** Standard deviation of each feature over the training windows; 0 of one that is constant or never there. */
    private static double[] deviations(HostWindows windows) {
        double[] deviations = new double[windows.features().size()];
        int[] training = windows.training();
        for (int f = 0; f < deviations.length; f++) {
            double sum = 0;
            double squares = 0;
            int known = 0;
            for (int i : training) {
                float value = windows.value(i, f);
                if (!Float.isNaN(value)) {
                    sum += value;
                    squares += (double) value * value;
                    known++;
                }
            }
            double mean = sum / known;
            double variance = squares / known - mean * mean;
            deviations[f] = known > 1 && variance > 1e-9 ? Math.sqrt(variance) : 0;
        }
        return deviations;
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }
}
