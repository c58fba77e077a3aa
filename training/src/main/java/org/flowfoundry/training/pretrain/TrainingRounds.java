package org.flowfoundry.training.pretrain;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.flowfoundry.core.lake.ColumnSpec;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.lake.TableSpec;

/** The table {@code training_rounds}: how each training went. A run replaces the rows of its own model and version. */
public final class TrainingRounds {

    public static final TableSpec TABLE = new TableSpec(
            "training_rounds",
            TableFormat.DELTA,
            "One report of one training: some steps, and how they went",
            List.of(
                    new ColumnSpec("domain", StringType, "The networks trained on, in order, with commas between"),
                    new ColumnSpec("date", DateType, "UTC day on which the model was registered"),
                    new ColumnSpec("model", StringType, "Name of the model"),
                    new ColumnSpec("version", StringType, "Version of the model: v1, v2, ..."),
                    new ColumnSpec("round", IntegerType, "Number of the report, from 1"),
                    new ColumnSpec("recorded_at", TimestampType, "End of the round, UTC"),
                    new ColumnSpec("step", LongType, "Optimizer steps so far"),
                    new ColumnSpec("epoch", LongType, "Passes over the training data that are complete"),
                    new ColumnSpec("workers", IntegerType, "Executors that trained together, a device each"),
                    new ColumnSpec("training_loss", DoubleType, "Mean loss per weighted window of the round, nats"),
                    new ColumnSpec(
                            "validation_loss",
                            DoubleType,
                            "Mean loss per weighted window of the validation hosts, nats; null where not measured"),
                    new ColumnSpec("learning_rate", DoubleType, "Learning rate at the end of the round"),
                    new ColumnSpec("gradient_norm", DoubleType, "Mean global norm of gradients before clipping"),
                    new ColumnSpec("tokens_per_second", DoubleType, "Tokens of all workers per second"),
                    new ColumnSpec("tokens_per_second_per_device", DoubleType, "Tokens of one worker per second"),
                    new ColumnSpec("data_seconds", DoubleType, "Mean time of a step that waited for data, seconds"),
                    new ColumnSpec("compute_seconds", DoubleType, "Mean time of a step that computed, seconds"),
                    new ColumnSpec("all_reduce_seconds", DoubleType, "Mean time of a step that summed, seconds"),
                    new ColumnSpec("other_seconds", DoubleType, "Mean rest of a step's time, seconds")));

    private TrainingRounds() {}
}
