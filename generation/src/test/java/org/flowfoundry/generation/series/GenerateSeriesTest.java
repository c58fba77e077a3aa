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
import org.flowfoundry.generation.image.SamplingMethod;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Data;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Form;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Model;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Source;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.pretrain.TrainingPlan;
import org.flowfoundry.training.registry.ModelRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(WithSpark.class)
class GenerateSeriesTest {

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

    private static SeriesGeneratorOptions training(Path lake, Form form, int steps, Begin begin) {
        Model model =
                switch (form) {
                    case TOKENS, PLACES -> new Model(form, 6, 64, 2, 0);
                    case FIELDS -> new Model(form, 6, 8, 1, 0);
                };
        TrainingPlan plan = new TrainingPlan(
                steps,
                1,
                32,
                1,
                5,
                new Optimization(3e-3, 0.05, 10, 0.01, 0.98, 1, 0.98),
                Synchronization.gradients(),
                0,
                2,
                0,
                0,
                new Resources(1, 1, 60));
        return new SeriesGeneratorOptions(
                lake.toString(), "packets", Source.SERIES, PartitionRange.ALL, model, new Data(0.2, 5, 2), plan, begin);
    }

    private static GenerateSeriesOptions rows(Path lake, Form form, String... labels) {
        Sampling sampling = form == Form.FIELDS
                ? new Sampling(SamplingMethod.DPM_SOLVER, 8, 0)
                : new Sampling(SamplingMethod.ANCESTRAL, 40, 0);
        return new GenerateSeriesOptions(lake.toString(), "packets", 300, List.of(labels), sampling, 5);
    }

    private static GenerateSeriesResult run(SparkSession spark, Path lake, Form form, int steps, String... labels) {
        return GenerateSeries.run(
                spark, training(lake, form, steps, Begin.NEW), true, rows(lake, form, labels), Progress.SILENT);
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

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"TOKENS", "PLACES"})
    void learnsRegistersAndGenerates(Form form, SparkSession spark, @TempDir Path folder) {
        prepare(spark, folder);
        GenerateSeriesResult result = run(spark, folder, form, 400);
        assertThat(result.rows()).isEqualTo(300);
        assertThat(result.series()).isBetween(60L, 115L);
        assertThat(result.residual()).isNull();
        assertThat(result.byLabel().get("video")).isBetween(160L, 240L);
        Lake lake = Lake.open(spark, folder.toString());
        int like = 0;
        for (Row row :
                lake.read(SeriesTables.SYNTHETIC).where("label = 'video'").collectAsList()) {
            double[][] values = SeriesTables.series(row).values();
            assertThat(values[0]).hasSize(5);
            assertThat(values[0][4]).isBetween(900.0, 1020.0);
            like += values[0][0] == 517 && values[0][3] == 1448 && values[1][0] == 0 && values[1][4] == 1 ? 1 : 0;
        }
        assertThat((double) like / result.byLabel().get("video")).isGreaterThan(0.98);
        SavedSeriesModel saved = SavedSeriesModel.read(new ModelRegistry(lake).resolve("packets"));
        assertThat(saved.description().labels()).containsExactly("chat", "video");
        assertThat(saved.description().network().form()).isEqualTo(form);
        assertThat(saved.parameters()).hasSize((int) result.parameters());
    }

    @Test
    void aGeneratorThatIsThereIsNotTrainedAgain(SparkSession spark, @TempDir Path folder) {
        prepare(spark, folder);
        run(spark, folder, Form.TOKENS, 20);
        GenerateSeriesResult later = GenerateSeries.run(
                spark,
                training(folder, Form.TOKENS, 20, Begin.NEW),
                false,
                rows(folder, Form.TOKENS, "chat"),
                Progress.SILENT);
        assertThat(later.version()).isEqualTo("v1");
        assertThat(later.byLabel()).containsOnlyKeys("chat");
        // Other series than before do not take their place; the same ones do.
        Lake lake = Lake.open(spark, folder.toString());
        assertThat(lake.read(SeriesTables.SYNTHETIC).count()).isEqualTo(600);
        GenerateSeries.run(spark, null, false, rows(folder, Form.TOKENS, "chat"), Progress.SILENT);
        assertThat(lake.read(SeriesTables.SYNTHETIC).count()).isEqualTo(600);
    }

    /** As where the process is killed: what came before stays, and nothing is made of it. */
    @Test
    void whatIsKilledIsGoneOnWith(SparkSession spark, @TempDir Path folder) {
        prepare(spark, folder);
        Progress killing = new Progress() {
            @Override
            public void stage(String name) {
                if (name.equals("Registering the generator")) {
                    throw new IllegalStateException("killed");
                }
            }

            @Override
            public void update(long rows, long bytes, double done) {}

            @Override
            public void note(String message) {}
        };
        assertThatThrownBy(() -> GenerateSeries.run(
                        spark, training(folder, Form.TOKENS, 60, Begin.NEW), false, rows(folder, Form.TOKENS), killing))
                .hasMessage("killed");
        Lake lake = Lake.open(spark, folder.toString());
        assertThat(new ModelRegistry(lake).list()).isEmpty();
        assertThatThrownBy(() -> run(spark, folder, Form.TOKENS, 60))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--resume");
        // The series are written again, in another order: they are the same all the same.
        lake.replaceRows(
                SeriesTables.SERIES,
                PacketSeries.of(flows(spark).orderBy("attributes.PL"), 6),
                PartitionRange.ALL,
                Map.of("source", "packets"));
        GenerateSeriesResult resumed = GenerateSeries.run(
                spark,
                training(folder, Form.TOKENS, 60, Begin.RESUME),
                false,
                rows(folder, Form.TOKENS),
                Progress.SILENT);
        assertThat(resumed.version()).isEqualTo("v1");
        assertThat(made(lake, "v1")).hasSize(300);
        assertThat(run(spark, folder, Form.TOKENS, 60).version()).isEqualTo("v2");
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
        GenerateSeriesResult result = run(spark, folder, Form.FIELDS, 30, "chat");
        assertThat(result.byLabel()).containsOnlyKeys("chat");
        assertThat(result.residual()).isBetween(0.001, 1.0);
        Dataset<Row> made = Lake.open(spark, folder.toString()).read(SeriesTables.SYNTHETIC);
        assertThat(made.where("residual IS NULL OR length != 3").count()).isZero();
    }

    @Test
    void oneClassIsEnough(SparkSession spark, @TempDir Path folder) {
        Lake lake = Lake.open(spark, folder.toString());
        Dataset<Row> video = PacketSeries.of(flows(spark), 6).where("label = 'video'");
        lake.replaceRows(SeriesTables.SERIES, video, PartitionRange.ALL, Map.of("source", "packets"));
        assertThat(run(spark, folder, Form.TOKENS, 20).byLabel()).containsOnlyKeys("video");
    }

    @Test
    void errorsSayWhatToDo(SparkSession spark, @TempDir Path folder) {
        Lake lake = Lake.open(spark, folder.toString());
        assertThatThrownBy(() -> run(spark, folder, Form.TOKENS, 20))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("series");
        Dataset<Row> few = PacketSeries.of(flows(spark), 6).limit(7);
        lake.replaceRows(SeriesTables.SERIES, few, PartitionRange.ALL, Map.of("source", "packets"));
        assertThatThrownBy(() -> run(spark, folder, Form.TOKENS, 20))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "There are 7 series to learn from, fewer than 50. Ingest more flows with lists of packets, or"
                                + " choose more domains and dates.");
        prepare(spark, folder);
        assertThatThrownBy(() -> run(spark, folder, Form.TOKENS, 20, "game"))
                .isInstanceOf(UserException.class)
                .hasMessage("No series with label 'game' was learned. There are: chat, video.");
        assertThat(new ModelRegistry(lake).list()).isEmpty();
        assertThatThrownBy(() -> new Sampling(SamplingMethod.DDIM, 1, 0))
                .isInstanceOf(UserException.class)
                .hasMessage("--evaluations 1: it must be 2 to 10000.");
        assertThatThrownBy(() -> new Model(Form.TOKENS, 257, 64, 2, 0))
                .isInstanceOf(UserException.class)
                .hasMessage("--series-steps 257: it must be 2 to 256.");
        assertThatThrownBy(() -> new GenerateSeriesOptions("lake", "packets", 0, List.of(), null, 1))
                .isInstanceOf(UserException.class)
                .hasMessage("--rows 0: it must be 1 to 1000000000.");
    }
}
