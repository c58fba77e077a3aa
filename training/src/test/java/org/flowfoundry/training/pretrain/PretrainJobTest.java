package org.flowfoundry.training.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.model.ModelConfig.Kind;
import org.flowfoundry.training.model.ModelSize;
import org.flowfoundry.training.model.Targets;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.registry.ModelCard;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedModel;
import org.flowfoundry.training.score.ScoreJob;
import org.flowfoundry.training.score.ScoreOptions;
import org.flowfoundry.training.score.ScoreTables;
import org.flowfoundry.training.sequence.SeriesFeatures;
import org.flowfoundry.training.testing.SampleNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class PretrainJobTest {

    @Test
    void aModelIsRegisteredWithItsCardRoundsAndSurprises(SparkSession spark) throws IOException {
        Lake lake = SampleNetwork.lake(spark);
        PretrainResult result = PretrainJob.run(spark, options(lake, "next-window", 60, Begin.NEW), Progress.SILENT);

        ModelVersion version = new ModelRegistry(lake).resolve("next-window");
        ModelCard card = version.card();
        assertThat(card.kind()).isEqualTo("transformer");
        assertThat(card.data().windows()).isEqualTo(result.examples().training()).isPositive();
        assertThat(card.metrics().get("validation_loss")).isEqualTo(result.validationLoss());
        assertThat(version.fileNames()).contains("model.safetensors", "model.json", "surprise.json");
        assertThat(SavedModel.read(version).description().split()).isEqualTo(SampleNetwork.SPLIT);

        List<Row> rounds = lake.read(TrainingRounds.TABLE)
                .where("model = 'next-window'")
                .orderBy("round")
                .select("step", "training_loss", "validation_loss")
                .collectAsList();
        assertThat(rounds.get(rounds.size() - 1).getLong(0)).isEqualTo(60);
        assertThat(result.validationLoss()).isLessThan(rounds.get(0).getDouble(2));

        ScoreJob.run(spark, new ScoreOptions(lake.uri(), "next-window", PartitionRange.ALL), Progress.SILENT);
        assertThat(lake.read(ScoreTables.SCORES)
                        .where("model = 'next-window' and surprise_quantile between 0 and 1 and prediction is null")
                        .count())
                .isEqualTo(lake.read(HostSeries.TABLE).count());
    }

    @Test
    void aTrainingUnderWayIsNeitherLostNorMixedUp(SparkSession spark) throws IOException {
        Lake lake = SampleNetwork.lake(spark);
        Path checkpoints = lake.ownPath("training/under-way/run/checkpoints/step-000000010");
        lake.fileSystem().mkdirs(checkpoints);

        assertThatThrownBy(() -> PretrainJob.run(spark, options(lake, "under-way", 10, Begin.NEW), Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--resume")
                .hasMessageContaining("--restart");
        assertThat(lake.fileSystem().exists(checkpoints)).isTrue();

        PretrainResult result = PretrainJob.run(spark, options(lake, "under-way", 10, Begin.RESTART), Progress.SILENT);
        assertThat(result.steps()).isEqualTo(10);
        assertThat(lake.fileSystem().exists(checkpoints)).isFalse();
    }

    private static PretrainOptions options(Lake lake, String name, long steps, Begin begin) {
        TrainingPlan plan = new TrainingPlan(
                steps,
                1,
                8,
                1,
                1,
                Optimization.of(3e-3, 0),
                Synchronization.gradients(),
                0,
                2,
                0,
                0,
                new Resources(1, 1, 120));
        return new PretrainOptions(
                lake.uri(),
                PartitionRange.ALL,
                name,
                ModelSize.TINY.config(Kind.TRANSFORMER),
                new PretrainOptions.Data(
                        SeriesFeatures.of(List.of("bytes_out", "bytes_in", "packets_out", "flows_as_source")),
                        16,
                        SampleNetwork.SPLIT,
                        2),
                Targets.HARD,
                plan,
                begin);
    }
}
