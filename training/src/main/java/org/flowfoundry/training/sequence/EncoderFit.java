package org.flowfoundry.training.sequence;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.training.TrainingErrors;

/**
 * Fits an encoder in one pass over the rows. Spark keeps a summary of bounded size per feature and task (Greenwald and Khanna
 * 2001, error of rank 1e-4); an even sample of each distribution comes to the driver, some thousand numbers per feature. Of a
 * large table about a million windows make the bins, drawn by a hash; counts, least and greatest values are of all.
 *
 * <p>Elapsed windows are taken from the column {@code windows_since_previous}, which looks back a day; longer ones all belong
 * to the last elapsed bin.
 */
public final class EncoderFit {

    /** Bins per feature where nothing else is asked for. The paper (NetFlowGen, arXiv 2412.20635) has ten. */
    public static final int DEFAULT_BINS = 32;

    /** Fewer windows than this give no bins worth the name. */
    public static final int LEAST_WINDOWS = 100;

    private static final int SAMPLE = 4000;
    private static final double MOST_SUMMARIZED = 1e6;
    private static final long HASH_RANGE = 1L << 30;
    private static final int ACCURACY = 10_000;
    private static final int PER_FEATURE = 6;

    private EncoderFit() {}

    /** Answers a number of bins that cannot be. */
    public static void requireBins(int bins) {
        if (bins < SeriesEncoder.LEAST_BINS || bins > SeriesEncoder.MOST_BINS) {
            throw TrainingErrors.binsOutOfRange(bins, SeriesEncoder.LEAST_BINS, SeriesEncoder.MOST_BINS);
        }
    }

    /**
     * Fits bins to the windows that a model will be trained on.
     *
     * @param rows of {@code host_series}: the training part of {@code table}
     * @param bins per feature, missing and zero among them; 10 is the paper's
     * @throws org.flowfoundry.core.error.UserException where a value is NaN, infinite or negative, or there are too few rows
     */
    public static SeriesEncoder fit(
            SeriesTable table, Dataset<Row> rows, List<SeriesFeature> features, int bins, Progress progress) {
        requireBins(bins);
        Row fitted =
                rows.agg(count(lit(1)), aggregates(features, summarized(table))).head();
        long windows = fitted.getLong(0);
        if (windows < LEAST_WINDOWS) {
            throw TrainingErrors.tooFewSequences(windows, LEAST_WINDOWS);
        }
        List<FeatureBins> fits = new ArrayList<>();
        List<String> constant = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            FeatureSummary summary = summary(features.get(i), windows, fitted, 1 + i * PER_FEATURE);
            fits.add(summary.bins(bins));
            if (summary.constant() != null) {
                constant.add(summary.feature().column() + " " + summary.constant());
            }
        }
        if (!constant.isEmpty()) {
            progress.note(
                    "Features that tell nothing here are kept, for other networks: " + String.join(", ", constant));
        }
        return encoder(table, bins, fits, sample(fitted, 1 + features.size() * PER_FEATURE));
    }

    /** Whether a window is one of those that make the bins. */
    private static Column summarized(SeriesTable table) {
        double share = MOST_SUMMARIZED / table.windows();
        Column hash = pmod(xxhash64(col("domain"), col("host"), col("window_start")), lit(HASH_RANGE));
        return share >= 1 ? lit(true) : hash.lt(lit((long) (share * HASH_RANGE)));
    }

    private static Column[] aggregates(List<SeriesFeature> features, Column summarized) {
        List<Column> aggregates = new ArrayList<>();
        for (SeriesFeature feature : features) {
            Column value = col(feature.column()).cast("double");
            Column bad = isnan(value).or(value.lt(0)).or(value.equalTo(lit(Double.POSITIVE_INFINITY)));
            Column positive = when(value.gt(0), value);
            aggregates.add(count(value));
            aggregates.add(count(when(value.equalTo(0), 1)));
            aggregates.add(count(when(bad, 1)));
            aggregates.add(min(positive));
            aggregates.add(max(positive));
            aggregates.add(sample(when(summarized, positive)));
        }
        aggregates.add(sample(when(summarized, col("windows_since_previous").cast("double"))));
        return aggregates.toArray(Column[]::new);
    }

    /** Values at evenly spaced ranks. */
    private static Column sample(Column value) {
        double[] ranks = new double[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            ranks[i] = (i + 0.5) / SAMPLE;
        }
        return percentile_approx(value, lit(ranks), lit(ACCURACY));
    }

    private static FeatureSummary summary(SeriesFeature feature, long windows, Row fitted, int at) {
        long bad = fitted.getLong(at + 2);
        if (bad > 0) {
            throw TrainingErrors.badValues(feature.column(), bad);
        }
        boolean positive = !fitted.isNullAt(at + 3);
        return new FeatureSummary(
                feature,
                windows,
                fitted.getLong(at),
                fitted.getLong(at + 1),
                positive ? fitted.getDouble(at + 3) : Double.NaN,
                positive ? fitted.getDouble(at + 4) : Double.NaN,
                sample(fitted, at + 5));
    }

    private static double[] sample(Row fitted, int at) {
        return fitted.isNullAt(at)
                ? null
                : fitted.<Double>getList(at).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
    }

    private static SeriesEncoder encoder(SeriesTable table, int bins, List<FeatureBins> features, double[] elapsed) {
        // Where no host is active twice there is one bin, for any count.
        double[] sample = elapsed == null ? new double[] {1} : elapsed;
        List<QuantileBins.Run> runs = QuantileBins.of(sample, bins - 1);
        int[] edges = new int[runs.size()];
        int[] centers = new int[runs.size()];
        float[] shares = new float[runs.size()];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = i == 0 ? 1 : (int) sample[runs.get(i).from()];
            centers[i] = (int) sample[runs.get(i).middle()];
            shares[i] = (float) runs.get(i).size() / sample.length;
        }
        return new SeriesEncoder(table.windowSeconds(), table.longFlows(), bins, features, edges, centers, shares);
    }
}
