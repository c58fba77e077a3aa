package org.flowfoundry.training.benchmark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.training.sequence.SeriesEncoder;

/**
 * XGBoost on {@link LagTable}, stopped early on the validation hosts: per output one model of the bins (multi:softprob), per
 * feature one of the median and one of the mean. Chained, the models of a feature's bins also have the window's features
 * before it as columns.
 */
final class BoostedForecasts {

    private static final int ROUNDS = 150;
    private static final int PATIENCE = 10;

    private final HostWindows windows;
    private final SeriesEncoder encoder;
    private final int threads;
    private final Progress progress;
    private final boolean points;

    /** @param points whether to fit models of the median and mean, rather than take them from the bins */
    BoostedForecasts(HostWindows windows, SeriesEncoder encoder, int threads, boolean points, Progress progress) {
        this.windows = windows;
        this.encoder = encoder;
        this.threads = threads;
        this.points = points;
        this.progress = progress;
    }

    /** Rows of windows and their columns. */
    private record Part(int[] rows, float[] table, int columns) {

        /** Those whose target is known, with it. */
        DMatrix matrix(float[] targets, float[] weights) throws XGBoostError {
            int[] kept = IntStream.range(0, rows.length)
                    .filter(r -> !Float.isNaN(targets[r]))
                    .toArray();
            float[] some = new float[kept.length * columns];
            float[] labels = new float[kept.length];
            float[] theirs = new float[kept.length];
            for (int i = 0; i < kept.length; i++) {
                System.arraycopy(table, kept[i] * columns, some, i * columns, columns);
                labels[i] = targets[kept[i]];
                theirs[i] = weights == null ? 1 : weights[kept[i]];
            }
            DMatrix matrix = new DMatrix(some, kept.length, columns, Float.NaN);
            matrix.setLabel(labels);
            matrix.setWeight(theirs);
            return matrix;
        }
    }

    Forecasts forecast() throws XGBoostError {
        Forecasts forecasts = Forecasts.empty(windows, encoder);
        elapsed(forecasts);
        LagTable lags = new LagTable(windows);
        Part training = part(lags, windows.training(), true);
        Part validation = part(lags, windows.validation(), true);
        Part tested = part(lags, forecasts.rows(), true);
        for (int f = 0; f < windows.features().size(); f++) {
            progress.stage("XGBoost: " + windows.features().get(f).column());
            bins(forecasts, f + 1, training, validation, tested);
            if (points) {
                points(forecasts, f, training, validation, tested);
            }
        }
        return forecasts;
    }

    /** The same forecasts, but for the likelihood of windows: of a chain of models. */
    Forecasts chained(Forecasts forecasts) throws XGBoostError {
        float[][] surprise =
                Arrays.stream(forecasts.surprise()).map(float[]::clone).toArray(float[][]::new);
        Forecasts chained = new Forecasts(
                windows,
                encoder,
                forecasts.rows(),
                surprise,
                new float[surprise.length][surprise[0].length],
                new float[surprise.length][surprise[0].length],
                new float[surprise.length][surprise[0].length]);
        LagTable lags = new LagTable(windows);
        Part training = part(lags, windows.training(), true);
        Part validation = part(lags, windows.validation(), true);
        Part tested = part(lags, forecasts.rows(), true);
        for (int f = 1; f < windows.features().size(); f++) {
            bins(chained, f + 1, given(training, f), given(validation, f), given(tested, f));
        }
        return new Forecasts(
                windows, encoder, forecasts.rows(), surprise, forecasts.alone(), forecasts.median(), forecasts.mean());
    }

    /** With the values of the features before one in the same window. */
    private Part given(Part part, int features) {
        int columns = part.columns + features;
        float[] table = new float[part.rows.length * columns];
        for (int r = 0; r < part.rows.length; r++) {
            System.arraycopy(part.table, r * part.columns, table, r * columns, part.columns);
            for (int f = 0; f < features; f++) {
                table[r * columns + part.columns + f] = windows.value(part.rows[r], f);
            }
        }
        return new Part(part.rows, table, columns);
    }

    private void elapsed(Forecasts forecasts) throws XGBoostError {
        progress.stage("XGBoost: elapsed windows");
        LagTable lags = new LagTable(windows);
        bins(
                forecasts,
                0,
                part(lags, windows.training(), false),
                part(lags, windows.validation(), false),
                part(lags, forecasts.rows(), false));
    }

    private static Part part(LagTable lags, int[] rows, boolean withTime) {
        return new Part(rows, lags.of(rows, withTime), lags.columns(withTime));
    }

    private void bins(Forecasts forecasts, int output, Part training, Part validation, Part tested)
            throws XGBoostError {
        int bins = HostWindows.bins(encoder, output);
        int[] classOf = new int[bins];
        for (int row : training.rows) {
            classOf[windows.bin(encoder, row, output)] = 1;
        }
        int classes = 0;
        for (int bin = 0; bin < bins; bin++) {
            classOf[bin] = classOf[bin] == 0 ? -1 : classes++;
        }
        float[][] predicted = null;
        if (classes > 1) {
            Map<String, Object> settings = settings("multi:softprob");
            settings.put("num_class", classes);
            predicted = fit(
                    settings,
                    training.matrix(targets(training, output, classOf), windows.weights(training.rows)),
                    validation.matrix(targets(validation, output, classOf), null),
                    tested);
        }
        float[] probabilities = new float[bins];
        for (int row = 0; row < tested.rows.length; row++) {
            for (int bin = 0; bin < bins; bin++) {
                probabilities[bin] = classOf[bin] < 0 ? 0 : predicted == null ? 1 : predicted[row][classOf[bin]];
            }
            forecasts.put(row, output, probabilities);
        }
    }

    private void points(Forecasts forecasts, int feature, Part training, Part validation, Part tested)
            throws XGBoostError {
        float[] known = values(training, feature);
        float[] watched = values(validation, feature);
        if (IntStream.range(0, known.length).filter(r -> !Float.isNaN(known[r])).count() < 50
                || IntStream.range(0, watched.length).allMatch(r -> Float.isNaN(watched[r]))) {
            return;
        }
        float[] weights = windows.weights(training.rows);
        float[][] medians = fit(
                settings("reg:absoluteerror"),
                training.matrix(known, weights),
                validation.matrix(watched, null),
                tested);
        float[][] means = fit(
                settings("reg:squarederror"),
                training.matrix(known, weights),
                validation.matrix(watched, null),
                tested);
        for (int row = 0; row < tested.rows.length; row++) {
            forecasts.point(row, feature, medians[row][0], means[row][0]);
        }
    }

    /** Classes of the bins that came; NaN where training has none of it. */
    private float[] targets(Part part, int output, int[] classOf) {
        float[] targets = new float[part.rows.length];
        for (int r = 0; r < targets.length; r++) {
            int label = classOf[windows.bin(encoder, part.rows[r], output)];
            targets[r] = label < 0 ? Float.NaN : label;
        }
        return targets;
    }

    private float[] values(Part part, int feature) {
        float[] values = new float[part.rows.length];
        for (int r = 0; r < values.length; r++) {
            values[r] = windows.value(part.rows[r], feature);
        }
        return values;
    }

    private Map<String, Object> settings(String objective) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "objective",
                objective,
                "tree_method",
                "hist",
                "max_depth",
                5,
                "eta",
                0.1,
                "subsample",
                0.8,
                "colsample_bytree",
                0.5,
                "min_child_weight",
                5,
                "max_bin",
                64,
                "nthread",
                threads));
        settings.put("verbose_eval", 0);
        return settings;
    }

    private static float[][] fit(Map<String, Object> settings, DMatrix training, DMatrix validation, Part tested)
            throws XGBoostError {
        Map<String, DMatrix> watches = new LinkedHashMap<>();
        watches.put("validation", validation);
        Booster booster =
                XGBoost.train(training, settings, ROUNDS, watches, new float[1][ROUNDS], null, null, PATIENCE);
        DMatrix asked = new DMatrix(tested.table, tested.rows.length, tested.columns, Float.NaN);
        String best = booster.getAttr("best_iteration");
        float[][] predicted = booster.predict(asked, false, best == null ? 0 : Integer.parseInt(best) + 1);
        for (DMatrix matrix : new DMatrix[] {training, validation, asked}) {
            matrix.dispose();
        }
        booster.dispose();
        return predicted;
    }
}
