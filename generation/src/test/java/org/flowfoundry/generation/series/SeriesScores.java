package org.flowfoundry.generation.series;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.evaluation.method.Boosting;
import org.flowfoundry.evaluation.method.Boosting.Growth;
import org.flowfoundry.training.decision.Forest;
import org.flowfoundry.training.decision.Metrics;
import org.flowfoundry.training.decision.Probabilities;

/**
 * What series are worth beside real ones.
 *
 * @param test real series that nothing was learned from
 * @param labels of all classes
 * @param steps most steps of a series
 */
record SeriesScores(List<TrafficSeries> test, List<String> labels, int steps, long seed) {

    private static final int LAGS = 10;
    private static final int SPLITS = 3;

    /** The macro-F1 of a forest that learned from these, on the test series. */
    double macroF1(List<TrafficSeries> learned) {
        Forest forest = Forest.random(rows(learned), numbers(learned), labels.size(), seed);
        int[] decided = Stream.of(rows(test))
                .mapToInt(row -> Probabilities.largest(forest.probabilities(row)))
                .toArray();
        return Metrics.macroF1(decided, numbers(test), labels.size());
    }

    private int[] numbers(List<TrafficSeries> series) {
        return series.stream().mapToInt(one -> labels.indexOf(one.label())).toArray();
    }

    /** Logarithms of all values, zeros where a series has no step. */
    private float[][] rows(List<TrafficSeries> series) {
        return series.stream()
                .map(one -> {
                    float[] row = new float[one.values().length * steps];
                    for (int channel = 0; channel < one.values().length; channel++) {
                        for (int step = 0; step < one.length(); step++) {
                            row[channel * steps + step] = (float) Math.log1p(one.values()[channel][step]);
                        }
                    }
                    return row;
                })
                .toArray(float[][]::new);
    }

    /** These, and for each channel the mean difference between steps, the share of zeros, and the total. */
    private float[][] summed(List<TrafficSeries> series) {
        float[][] rows = rows(series);
        for (int i = 0; i < rows.length; i++) {
            double[][] values = series.get(i).values();
            float[] row = Arrays.copyOf(rows[i], rows[i].length + 3 * values.length);
            for (int channel = 0; channel < values.length; channel++) {
                int from = channel * steps;
                double change = 0;
                for (int step = 1; step < values[channel].length; step++) {
                    change += Math.abs(row[from + step] - row[from + step - 1]);
                }
                int at = rows[i].length + 3 * channel;
                row[at] = (float) (change / values[channel].length);
                row[at + 1] = (float) Arrays.stream(values[channel])
                                .filter(v -> v == 0)
                                .count()
                        / values[channel].length;
                row[at + 2] = (float) Math.log1p(Arrays.stream(values[channel]).sum());
            }
            rows[i] = row;
        }
        return rows;
    }

    /** The share of series that equal one of others in so many channels. */
    static double copies(List<TrafficSeries> made, List<TrafficSeries> learned, int channels) {
        Set<String> known = new HashSet<>();
        learned.forEach(one -> known.add(text(one, channels)));
        return made.stream()
                .mapToInt(one -> known.contains(text(one, channels)) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    static String text(TrafficSeries series, int channels) {
        return Arrays.deepToString(Arrays.copyOf(series.values(), Math.min(channels, series.values().length)));
    }

    /** Areas under the curve of boosted trees, and of a forest, that learned from 70 % of both to tell series from real ones. */
    record TwoSample(double boosting, double forest) {}

    TwoSample twoSample(List<TrafficSeries> made) {
        int each = Math.min(made.size(), test.size());
        double boosting = 0;
        double forest = 0;
        for (int split = 0; split < SPLITS; split++) {
            SplittableRandom random = new SplittableRandom(seed * 31 + split);
            Halves ofMade = Halves.of(summed(made), each, random);
            Halves ofReal = Halves.of(summed(test), each, random);
            float[][] rows = concat(ofMade.learned(), ofReal.learned());
            int[] labels = IntStream.range(0, rows.length)
                    .map(i -> i < ofMade.learned().length ? 1 : 0)
                    .toArray();
            float[][] asked = concat(ofMade.asked(), ofReal.asked());
            double[][] told = Boosting.probabilities(Growth.BY_LEAVES, rows, labels, 2, asked, seed + split);
            boosting += auc(told, ofMade.asked().length) / SPLITS;
            Forest trees = Forest.random(rows, labels, 2, seed + split);
            double[][] voted = Stream.of(asked).map(trees::probabilities).toArray(double[][]::new);
            forest += auc(voted, ofMade.asked().length) / SPLITS;
        }
        return new TwoSample(boosting, forest);
    }

    private record Halves(float[][] learned, float[][] asked) {

        static Halves of(float[][] rows, int each, SplittableRandom random) {
            float[][] shuffled = rows.clone();
            for (int i = shuffled.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                float[] other = shuffled[i];
                shuffled[i] = shuffled[j];
                shuffled[j] = other;
            }
            int cut = each * 7 / 10;
            return new Halves(Arrays.copyOf(shuffled, cut), Arrays.copyOfRange(shuffled, cut, each));
        }
    }

    private static float[][] concat(float[][] some, float[][] others) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(others)).toArray(float[][]::new);
    }

    /** @param made how many of the first rows are not real */
    private static double auc(double[][] told, int made) {
        double above = 0;
        for (int i = 0; i < made; i++) {
            for (int j = made; j < told.length; j++) {
                double difference = told[i][1] - told[j][1];
                above += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
            }
        }
        return above / made / (told.length - made);
    }

    /** The mean over channels and lags of the difference of mean autocorrelations of logarithms. */
    double autocorrelation(List<TrafficSeries> made) {
        double[] a = autocorrelations(made);
        double[] b = autocorrelations(test);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]) / a.length;
        }
        return sum;
    }

    private static double[] autocorrelations(List<TrafficSeries> series) {
        int channels = series.get(0).values().length;
        double[] means = new double[channels * LAGS];
        int[] counts = new int[channels * LAGS];
        for (TrafficSeries one : series) {
            for (int channel = 0; channel < channels; channel++) {
                double[] x =
                        Arrays.stream(one.values()[channel]).map(Math::log1p).toArray();
                double mean = Arrays.stream(x).average().orElse(0);
                double variance =
                        Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
                for (int lag = 1; lag <= LAGS && lag < x.length && variance > 1e-9; lag++) {
                    double product = 0;
                    for (int i = lag; i < x.length; i++) {
                        product += (x[i] - mean) * (x[i - lag] - mean);
                    }
                    means[channel * LAGS + lag - 1] += product / variance;
                    counts[channel * LAGS + lag - 1]++;
                }
            }
        }
        for (int i = 0; i < means.length; i++) {
            means[i] /= Math.max(1, counts[i]);
        }
        return means;
    }
}
