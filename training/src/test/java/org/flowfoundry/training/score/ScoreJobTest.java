package org.flowfoundry.training.score;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.testing.SampleNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class ScoreJobTest {

    @TempDir
    Path folder;

    @Test
    void eachWindowIsScoredOnceAndRunsReplaceTheirOwnModelsRowsOnly(SparkSession spark) throws Exception {
        Lake lake = SampleNetwork.lake(spark);
        SeriesEncoder encoder = SampleNetwork.encoder(lake);
        SurpriseTable surprises = SurpriseTable.of(new double[] {1, 5, 10, 15, 20});
        ModelVersion plain = SampleNetwork.publish(
                lake, encoder, "plain", Map.of(SurpriseTable.FILE, out -> StrictJson.write(out, surprises)));
        SampleNetwork.publish(lake, encoder, "other", Map.of());
        long windows = lake.read(HostSeries.TABLE).count();

        ScoreResult result = score(lake, "plain", PartitionRange.ALL);
        assertThat(result.windows()).isEqualTo(windows);
        assertThat(result.summary()).containsEntry("model", plain.id()).containsEntry("positives", 0L);
        Dataset<Row> scores = lake.read(ScoreTables.SCORES);
        assertThat(scores.select("domain", "host", "window_start").distinct().count())
                .isEqualTo(windows);
        assertThat(scores.where("surprise > 0 and surprise_quantile between 0 and 1 and prediction is null")
                        .count())
                .isEqualTo(windows);
        List<Row> first = scores.orderBy("host", "window_start").collectAsList();

        score(lake, "other", PartitionRange.days("2026-03-10"));
        score(lake, "plain", PartitionRange.days("2026-03-10"));
        assertThat(lake.read(ScoreTables.SCORES).where("model = 'other'").count())
                .isEqualTo(windows);
        assertThat(lake.read(ScoreTables.SCORES)
                        .where("model = 'plain'")
                        .orderBy("host", "window_start")
                        .collectAsList())
                .isEqualTo(first);
        assertThat(lake.read(ScoreTables.SCORES)
                        .where("model = 'other' and surprise_quantile is not null")
                        .count())
                .isZero();
    }

    @Test
    void aTableThatTheModelCannotReadIsRefused(SparkSession spark) throws Exception {
        Lake lake = SampleNetwork.lake(spark);
        SampleNetwork.publish(lake, SampleNetwork.encoder(lake), "plain", Map.of());
        assertThatThrownBy(() -> score(lake, "plan", PartitionRange.ALL)).isInstanceOf(UserException.class);
        assertThatThrownBy(() -> score(lake, "plain", PartitionRange.days("2020-01-01")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has no rows of the domains and dates asked for");
        Dataset<Row> series = lake.read(HostSeries.TABLE);
        Lake damaged = SampleNetwork.with(spark, folder.resolve("a"), series.withColumn("flows_as_source", lit(-1L)));
        assertThatThrownBy(() -> score(damaged, "plain", PartitionRange.ALL))
                .hasStackTraceContaining("Column flows_as_source of host_series is -1.0 in the window of host");
        Lake others = SampleNetwork.with(spark, folder.resolve("b"), series.withColumn("window_seconds", lit(600)));
        assertThatThrownBy(() -> score(others, "plain", PartitionRange.ALL))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The model reads windows of 300 s")
                .hasMessageContaining("host_series holds windows of 600 s");
    }

    private static ScoreResult score(Lake lake, String model, PartitionRange range) {
        return ScoreJob.run(lake.spark(), new ScoreOptions(lake.uri(), model, range), Progress.SILENT);
    }
}
