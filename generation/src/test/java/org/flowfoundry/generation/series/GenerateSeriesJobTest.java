package org.flowfoundry.generation.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.generation.image.DiffusionConfig.Form;
import org.flowfoundry.generation.image.SamplingMethod;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Source;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Training;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.registry.ModelRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class GenerateSeriesJobTest {

    private static final StructType FLOWS = new StructType()
            .add("domain", DataTypes.StringType)
            .add("date", DataTypes.DateType)
            .add("label", DataTypes.StringType)
            .add("application", DataTypes.StringType)
            .add("attributes", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));

    /** Of chat, short packets there and back; of video, one question and long answers. */
    private static Dataset<Row> flows(SparkSession spark) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            boolean chat = i % 3 == 0;
            String lengths = chat ? "[" + (60 + i % 7) + ",80,61,0,0,0]" : "[517,1448,1448,1448," + (900 + i) + ",0]";
            String directions = chat ? "[0,1,0,0,0,0]" : "[0,1,1,1,1,0]";
            String times = chat ? "[0.0,900.5,null,0,0,0]" : "[0,20000,12,11,14,0]";
            rows.add(RowFactory.create(
                    "lab",
                    Date.valueOf("2024-05-01"),
                    chat ? "chat" : "video",
                    null,
                    Map.of("PL", lengths, "DIR", directions, "IAT", times)));
        }
        rows.add(RowFactory.create("lab", Date.valueOf("2024-05-01"), "no lists", null, Map.of("a", "b")));
        return spark.createDataFrame(rows, FLOWS);
    }

    private static GenerateSeriesOptions options(Path lake, Form form, List<String> labels) {
        boolean places = form == Form.PLACES;
        return new GenerateSeriesOptions(
                lake.toString(),
                "packets",
                Source.SERIES,
                PartitionRange.ALL,
                300,
                labels,
                5,
                new Training(
                        form,
                        6,
                        places ? 64 : 8,
                        places ? 2 : 1,
                        places ? 400 : 30,
                        32,
                        3e-3,
                        0.99,
                        new Resources(1, 1, 60)),
                new Sampling(places ? SamplingMethod.ANCESTRAL : SamplingMethod.DPM_SOLVER, places ? 40 : 8, 0));
    }

    private static void prepare(SparkSession spark, Path folder) {
        Lake lake = Lake.open(spark, folder.toString());
        lake.replaceRows(
                SeriesTables.SERIES, PacketSeries.of(flows(spark), 6), PartitionRange.ALL, Map.of("source", "packets"));
    }

    @Test
    void seriesArePacketsWithoutWhatFillsThemUp(SparkSession spark) {
        List<Row> rows = PacketSeries.of(flows(spark), 6).sort("label").collectAsList();
        assertThat(rows).hasSize(120);
        TrafficSeries chat = SeriesTables.series(rows.get(0));
        assertThat(chat.label()).isEqualTo("chat");
        assertThat(chat.values()[1]).containsExactly(0, 1, 0);
        assertThat(chat.values()[2]).containsExactly(0, 900.5, 0);
        TrafficSeries video = SeriesTables.series(rows.get(119));
        assertThat(video.length()).isEqualTo(5);
        assertThat(video.values()[0]).startsWith(517, 1448, 1448, 1448);
    }

    @Test
    void learnsRegistersAndGenerates(SparkSession spark, @TempDir Path folder) {
        prepare(spark, folder);
        GenerateSeriesResult result =
                GenerateSeriesJob.run(spark, options(folder, Form.PLACES, List.of()), Progress.SILENT);
        assertThat(result.rows()).isEqualTo(300);
        assertThat(result.series()).isEqualTo(120);
        assertThat(result.residual()).isNull();
        assertThat(result.byLabel().get("video")).isBetween(160L, 240L);
        Lake lake = Lake.open(spark, folder.toString());
        Dataset<Row> made = lake.read(SeriesTables.SYNTHETIC);
        int like = 0;
        for (Row row : made.where("label = 'video'").collectAsList()) {
            double[][] values = SeriesTables.series(row).values();
            assertThat(values[0]).hasSize(5);
            assertThat(values[0][4]).isBetween(900.0, 1020.0);
            like += values[0][0] == 517 && values[0][3] == 1448 && values[1][0] == 0 && values[1][4] == 1 ? 1 : 0;
        }
        assertThat(like).isEqualTo((int) (long) result.byLabel().get("video"));
        SavedSeriesModel saved = SavedSeriesModel.read(new ModelRegistry(lake).resolve("packets"));
        assertThat(saved.description().labels()).containsExactly("chat", "video");
        assertThat(saved.parameters()).hasSize((int) result.parameters());

        GenerateSeriesResult again =
                GenerateSeriesJob.run(spark, options(folder, Form.PLACES, List.of()), Progress.SILENT);
        assertThat(again.version()).isEqualTo("v2");
        assertThat(made(lake, "v2")).isEqualTo(made(lake, "v1"));
    }

    private static List<String> made(Lake lake, String version) {
        return lake
                .read(SeriesTables.SYNTHETIC)
                .where("version = '" + version + "'")
                .sort("number")
                .selectExpr("to_json(struct(number, label, length, values)) AS made")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void fieldsAreProjectedAndTheirDistanceIsTold(SparkSession spark, @TempDir Path folder) {
        prepare(spark, folder);
        GenerateSeriesResult result =
                GenerateSeriesJob.run(spark, options(folder, Form.FIELDS, List.of("chat")), Progress.SILENT);
        assertThat(result.byLabel()).containsOnlyKeys("chat");
        assertThat(result.residual()).isBetween(0.001, 1.0);
        Dataset<Row> made = Lake.open(spark, folder.toString()).read(SeriesTables.SYNTHETIC);
        assertThat(made.where("residual IS NULL OR length != 3").count()).isZero();
    }

    @Test
    void errorsSayWhatToDo(SparkSession spark, @TempDir Path folder) {
        prepare(spark, folder);
        assertThatThrownBy(() ->
                        GenerateSeriesJob.run(spark, options(folder, Form.FIELDS, List.of("game")), Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessage("No series with label 'game' was learned. There are: chat, video.");
        assertThatThrownBy(() -> new Sampling(SamplingMethod.DDIM, 1, 0))
                .isInstanceOf(UserException.class)
                .hasMessage("Setting 'sampling steps' is 1: it must be 2 to 10000.");
    }
}
