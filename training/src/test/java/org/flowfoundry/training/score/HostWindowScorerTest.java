package org.flowfoundry.training.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.testing.SampleNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

@ExtendWith(WithSpark.class)
class HostWindowScorerTest {

    @TempDir
    Path folder;

    @Test
    void worksInAPipelineSavedAndLoaded(SparkSession spark) throws Exception {
        Lake lake = SampleNetwork.lake(spark);
        ModelVersion model = SampleNetwork.publish(lake, SampleNetwork.encoder(lake), "scorer", Map.of());
        Dataset<Row> windows = lake.read(HostSeries.TABLE).where("host like '10.0.0.1%'");
        HostWindowScorer scorer = new HostWindowScorer()
                .setModelUrl(model.folder().toString())
                .setBatchSize(3)
                .setOutputCol("novelty");
        SQLTransformer select = new SQLTransformer()
                .setStatement("select host, window_start, flows_as_source, novelty.surprise as surprise from __THIS__");
        PipelineModel fitted =
                new Pipeline().setStages(new PipelineStage[] {scorer, select}).fit(windows);
        List<Row> direct = sorted(fitted.transform(windows));
        assertThat(direct).hasSize((int) windows.count());
        assertThat(direct.get(0).getLong(2)).isPositive();

        fitted.save(folder.resolve("pipeline").toString());
        PipelineModel loaded = PipelineModel.load(folder.resolve("pipeline").toString());
        assertThat(sorted(loaded.transform(windows))).isEqualTo(direct);

        Dataset<Row> scored = scorer.transform(windows.withColumn("score", lit(7)));
        assertThat(scored.where("score = 7 and novelty.surprise is not null").count())
                .isEqualTo(scored.where("novelty.surprise is not null").count())
                .isPositive();
        assertThat(scored.schema().apply("window_start").getComment())
                .isEqualTo(windows.schema().apply("window_start").getComment())
                .isEqualTo(Option.apply(HostSeries.TABLE
                        .schema()
                        .apply("window_start")
                        .getComment()
                        .get()));

        Dataset<Row> renamed = windows.withColumnRenamed("bytes_out", "sent");
        String[] columns = {
            "sent", "bytes_in", "packets_out", "flows_as_source", "flows_as_destination", "distinct_sources"
        };
        HostWindowScorer copy =
                scorer.copy(new org.apache.spark.ml.param.ParamMap()).setInputCols(columns);
        assertThat(sorted(select.transform(copy.transform(renamed)))).isEqualTo(direct);
    }

    @Test
    void whatItCannotReadIsRefused(SparkSession spark) throws Exception {
        Lake lake = SampleNetwork.lake(spark);
        ModelVersion model = SampleNetwork.publish(lake, SampleNetwork.encoder(lake), "scorer", Map.of());
        Dataset<Row> windows = lake.read(HostSeries.TABLE).limit(20);
        HostWindowScorer scorer =
                new HostWindowScorer().setModelUrl(model.folder().toString());
        assertThatThrownBy(() -> new HostWindowScorer().setBatchSize(0).transformSchema(windows.schema()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("batchSize")
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new HostWindowScorer().transform(windows))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("'modelUrl' is not set");
        assertThatThrownBy(() -> scorer.transform(windows.withColumnRenamed("bytes_out", "bytes_aout")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("There is no column 'bytes_out'; near: bytes_aout");
        assertThatThrownBy(() -> scorer.transform(windows.withColumn("window_start", lit("now"))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Column 'window_start' is of type string, not timestamp");
        assertThatThrownBy(() -> scorer.transform(windows.withColumn("score", lit(1))))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("There is a column 'score' already");
        assertThatThrownBy(() -> scorer.copy(new org.apache.spark.ml.param.ParamMap())
                        .setInputCols(new String[] {"bytes_out"})
                        .transform(windows))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("inputCols names 1 columns, but the model reads 6: bytes_out");
        assertThatThrownBy(() -> scorer.transform(windows.withColumn("window_seconds", lit(3600)))
                        .count())
                .hasStackTraceContaining("The model reads windows of 300 s with long flows first, but these rows are");
        assertThatThrownBy(() -> scorer.transform(windows.withColumn("bytes_out", lit(Double.NaN)))
                        .count())
                .hasStackTraceContaining("Column bytes_out of host_series is NaN");
    }

    private static List<Row> sorted(Dataset<Row> rows) {
        return rows.orderBy(col("host"), col("window_start")).collectAsList();
    }
}
