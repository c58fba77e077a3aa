package org.flowfoundry.training.score;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import java.util.List;
import org.flowfoundry.core.lake.ColumnSpec;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.lake.TableSpec;

/** What models say of hosts. Rows of several models lie side by side; a run replaces those of its own model. */
public final class ScoreTables {

    /** What {@code score} writes: what a model makes of each host window. */
    public static final TableSpec SCORES = TableSpec.of(
            "scores",
            TableFormat.DELTA,
            "What one version of a model makes of one host in one window of time",
            "UTC day of window_start",
            List.of(
                    new ColumnSpec("host", StringType, "Address of the host, RFC 5952 text"),
                    new ColumnSpec("window_start", TimestampType, "Start of the window, UTC, inclusive"),
                    new ColumnSpec("window_seconds", IntegerType, "Length of the window, seconds"),
                    new ColumnSpec("model", StringType, "Name of the model"),
                    new ColumnSpec("version", StringType, "Version of the model: v1, v2, ..."),
                    new ColumnSpec("task", StringType, "What the model was adapted to; null where to nothing"),
                    new ColumnSpec("prediction", StringType, "The most probable class; null without a task"),
                    new ColumnSpec(
                            "probability",
                            DoubleType,
                            "Calibrated probability of the task's positive class, or of the predicted one where there are"
                                    + " more than two, 0 to 1; null without a task"),
                    new ColumnSpec(
                            "probabilities",
                            createMapType(StringType, DoubleType, false),
                            "Calibrated probability of each class; they add up to 1; null without a task"),
                    new ColumnSpec(
                            "surprise",
                            DoubleType,
                            "Negative log-likelihood of the window given the host's windows before it, nats"),
                    new ColumnSpec(
                            "surprise_quantile",
                            DoubleType,
                            "Share of the model's validation windows that surprise it less, 0 to 1")));

    /** What {@code forecast} writes: the windows to come. */
    public static final TableSpec FORECASTS = TableSpec.of(
            "forecasts",
            TableFormat.DELTA,
            "What one version of a model expects of one feature of one host in one window to come",
            "UTC day of issued_at",
            List.of(
                    new ColumnSpec("host", StringType, "Address of the host, RFC 5952 text"),
                    new ColumnSpec("issued_at", TimestampType, "End of the last window that the model knew, UTC"),
                    new ColumnSpec("window_start", TimestampType, "Start of the window to come, UTC, inclusive"),
                    new ColumnSpec("window_seconds", IntegerType, "Length of the window, seconds"),
                    new ColumnSpec("horizon", IntegerType, "Windows ahead: 1 begins at issued_at"),
                    new ColumnSpec("feature", StringType, "Column of host_series that is forecast"),
                    new ColumnSpec("p_active", DoubleType, "Probability that the host is active in the window, 0 to 1"),
                    quantile("q05", "5 %"),
                    quantile("q25", "25 %"),
                    quantile("q50", "Median"),
                    quantile("q75", "75 %"),
                    quantile("q95", "95 %"),
                    new ColumnSpec(
                            "mean",
                            DoubleType,
                            "Mean of the feature, 0 where the host is not active, in the feature's unit"),
                    new ColumnSpec("model", StringType, "Name of the model"),
                    new ColumnSpec("version", StringType, "Version of the model: v1, v2, ...")));

    private ScoreTables() {}

    private static ColumnSpec quantile(String name, String which) {
        String quantile = which.equals("Median") ? which : which + " quantile";
        return new ColumnSpec(
                name, DoubleType, quantile + " of the feature, 0 where the host is not active, in the feature's unit");
    }
}
