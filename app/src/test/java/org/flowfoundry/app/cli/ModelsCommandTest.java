package org.flowfoundry.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.evaluation.report.EvaluationsTable;
import org.flowfoundry.training.registry.ModelCard;
import org.flowfoundry.training.registry.ModelRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class ModelsCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void modelsAreListedShownPromotedAndRolledBack(SparkSession spark) throws IOException {
        ModelRegistry registry = new ModelRegistry(Lake.open(spark, folder.toString()));
        registry.publish("campus", card(), Map.of());
        registry.publish("campus", card(), Map.of());

        assertThat(run("promote", "campus:v1").get("version").asText()).isEqualTo("v1");
        assertThat(run("promote", "campus:v2").get("version").asText()).isEqualTo("v2");
        assertThat(run("rollback", "campus").toString())
                .startsWith("{\"command\":\"models\",\"status\":\"ok\",\"action\":\"rollback\",\"model\":\"campus\","
                        + "\"version\":\"v1\",\"seconds\":");
        assertThat(run("list").get("models").toString())
                .isEqualTo("[{\"name\":\"campus\",\"versions\":[\"v1\",\"v2\"],\"promoted\":\"v1\"}]");
        assertThat(text()).startsWith("campus  promoted v1, 2 versions, latest v2\n");

        JsonNode shown = run("show", "campus");

        assertThat(shown.get("card").get("data").get("domains").toString()).isEqualTo("[\"campus\"]");
        assertThat(text().replaceAll("20..-..-..T..:..:..Z ", ""))
                .startsWith(String.join(
                        "\n",
                        "model       campus:v1",
                        "kind        transformer, 1,000,000 parameters",
                        "task        none: not adapted to a task",
                        "created     2026-11-21T12:00:00Z",
                        "made from   scratch",
                        "data        host_series of campus, 2024-01-01 to 2024-01-02: 12,345 windows of 300 s",
                        "            data version abc",
                        "split       test_hosts 0.2",
                        "seed        7",
                        "training    steps 100",
                        "metrics     validation_nll 12.5000",
                        "            not_measured could not be measured",
                        "limits      Not for other windows than 5 minutes.",
                        "promotions  promoted v1",
                        "            promoted v2",
                        "            rolled back to v1",
                        "folder      file:"))
                .contains("\nfiles       card.json\n");
    }

    @Test
    void aDamagedModelIsListedWithTheOthersAndMended(SparkSession spark) throws IOException {
        ModelRegistry registry = new ModelRegistry(Lake.open(spark, folder.toString()));
        for (String name : List.of("campus", "office")) {
            registry.promote(registry.publish(name, card(), Map.of()).id());
        }
        Files.writeString(folder.resolve("models/campus/promotions/v1/promotion.json"), "x");

        JsonNode models = run("list").get("models");

        assertThat(models.get(0).get("damage").asText()).contains("`flowfoundry models promote campus:vN`");
        assertThat(models.get(1).toString())
                .isEqualTo("{\"name\":\"office\",\"versions\":[\"v1\"],\"promoted\":\"v1\"}");
        assertThat(text())
                .startsWith("campus  damaged, 1 version, latest v1\n    Which version of model 'campus' is promoted")
                .contains("\noffice  promoted v1, 1 version, latest v1\n");
        run("promote", "campus:v1");
        run("list");
        assertThat(text()).startsWith("campus  promoted v1, 1 version, latest v1\n");
        run("show", "campus");
        assertThat(text()).contains(" promoted v1\ndamaged     'file:");
    }

    @Test
    void aVersionIsPromotedOnlyIfItIsBetter(SparkSession spark) throws IOException {
        Lake lake = Lake.open(spark, folder.toString());
        ModelRegistry registry = new ModelRegistry(lake);
        registry.publish("campus", card(), Map.of());
        registry.publish("campus", card(), Map.of());
        registry.promote("campus:v1");
        List<Row> rows = new java.util.ArrayList<>();
        for (int draw = 0; draw < 4; draw++) {
            rows.add(evaluated("campus:v1", draw, 0.7 + 0.01 * draw));
            rows.add(evaluated("campus:v2", draw, 0.65 + 0.015 * draw));
        }
        lake.replaceRows(
                EvaluationsTable.TABLE,
                spark.createDataFrame(rows, EvaluationsTable.TABLE.schema()),
                new PartitionRange(List.of("lab"), LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-01")),
                Map.of("task", "ddos"));

        JsonNode kept = run(1, "promote", "campus:v2", "--if-better", "ddos", "--margin", "0.01");

        assertThat(kept.get("decision").asText()).isEqualTo("kept");
        assertThat(kept.get("status").asText()).isEqualTo("failed");
        assertThat(kept.get("difference").asDouble()).isEqualTo(-0.0425);
        assertThat(kept.get("error").asText())
                .startsWith(
                        "kept: campus:v2 is not promoted, since macro-F1 of campus:v2 less that of campus:v1 is -0.0425,"
                                + " 95 % interval [-0.0")
                .endsWith("which does not exclude a loss of more than the margin, 0.01.");
        assertThat(registry.promoted("campus")).isEqualTo("v1");
        assertThat(run("promote", "campus:v2", "--if-better", "ddos", "--margin", "0.1")
                        .get("decision")
                        .asText())
                .isEqualTo("promoted");
        assertThat(registry.promoted("campus")).isEqualTo("v2");
        assertThat(run("promote", "campus", "--if-better", "ddos")
                        .get("decision")
                        .asText())
                .isEqualTo("promoted already");
    }

    private static Row evaluated(String method, int draw, double score) {
        return RowFactory.create(
                "lab",
                Date.valueOf("2026-03-01"),
                "ddos",
                method,
                5,
                draw,
                "time",
                2,
                100,
                score,
                0.5,
                0.5,
                0.5,
                0.1,
                1L);
    }

    private static ModelCard card() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("validation_nll", 12.5);
        metrics.put("not_measured", Double.NaN);
        return new ModelCard(
                "transformer",
                null,
                "2026-11-21T12:00:00Z",
                null,
                new ModelCard.TrainingData(
                        "host_series", "abc", List.of("campus"), "2024-01-01", "2024-01-02", 300, 12345),
                Map.of("test_hosts", "0.2"),
                7,
                1_000_000,
                Map.of("steps", "100"),
                metrics,
                List.of("Not for other windows than 5 minutes."));
    }

    private JsonNode run(String... words) throws IOException {
        return run(0, words);
    }

    private JsonNode run(int expected, String... words) throws IOException {
        out.reset();
        List<String> arguments = new java.util.ArrayList<>(List.of("models", "--lake", folder.toString()));
        arguments.addAll(List.of(words));
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = new CommandLineApp(stream, stream).run(arguments.toArray(String[]::new));
        assertThat(code).as(text()).isEqualTo(expected);
        return new ObjectMapper()
                .readTree(text().lines().reduce((first, last) -> last).orElseThrow());
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
