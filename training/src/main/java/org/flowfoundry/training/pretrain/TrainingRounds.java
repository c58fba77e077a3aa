package org.flowfoundry.training.pretrain;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.flowfoundry.core.lake.ColumnSpec;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.engine.TrainingRound;
import org.flowfoundry.training.registry.ModelVersion;

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
                    new ColumnSpec("step", LongType, "Optimizer steps so far"),
                    new ColumnSpec("epoch", LongType, "Passes over the training data that are complete"),
                    new ColumnSpec("workers", IntegerType, "Executors that trained together, a device each"),
                    new ColumnSpec("training_loss", DoubleType, "Mean loss of the round, nats per value"),
                    new ColumnSpec(
                            "validation_loss",
                            DoubleType,
                            "Mean loss of the validation hosts, nats per value; null where not measured"),
                    new ColumnSpec("learning_rate", DoubleType, "Learning rate at the end of the round"),
                    new ColumnSpec("gradient_norm", DoubleType, "Mean global norm of gradients before clipping"),
                    new ColumnSpec("skipped_steps", LongType, "Steps left out: loss or gradient were not finite"),
                    new ColumnSpec("tokens_per_second", DoubleType, "Tokens of all workers per second"),
                    new ColumnSpec("tokens_per_second_per_device", DoubleType, "Tokens of one worker per second"),
                    new ColumnSpec("data_seconds", DoubleType, "Mean time of a step that waited for data, seconds"),
                    new ColumnSpec("compute_seconds", DoubleType, "Mean time of a step that computed, seconds"),
                    new ColumnSpec("all_reduce_seconds", DoubleType, "Mean time of a step that summed, seconds"),
                    new ColumnSpec("other_seconds", DoubleType, "Mean rest of a step's time, seconds")));

    private TrainingRounds() {}

    /** Writes the rounds of the training that a version came from. */
    static void write(Lake lake, ModelVersion version, String domains, TrainingResult trained) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<Row> rows = trained.rounds().stream()
                .map(round -> row(version, domains, today, trained.workers(), round))
                .toList();
        lake.replaceRows(
                TABLE,
                lake.spark().createDataFrame(rows, TABLE.schema()),
                new PartitionRange(List.of(domains), today, today),
                Map.of("model", version.name(), "version", version.version()));
    }

    private static Row row(ModelVersion version, String domains, LocalDate day, int workers, TrainingRound round) {
        return RowFactory.create(
                domains,
                Date.valueOf(day),
                version.name(),
                version.version(),
                (int) round.round(),
                round.step(),
                round.epoch(),
                workers,
                round.trainingLoss(),
                round.validationLoss(),
                round.learningRate(),
                round.gradientNorm(),
                round.skippedSteps(),
                round.tokensPerSecond(),
                round.tokensPerSecondPerDevice(),
                round.dataSeconds(),
                round.computeSeconds(),
                round.allReduceSeconds(),
                round.otherSeconds());
    }
}
