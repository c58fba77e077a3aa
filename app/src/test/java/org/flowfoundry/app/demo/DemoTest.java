package org.flowfoundry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.app.sql.LakeQuery;
import org.flowfoundry.app.sql.RowFormat;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class DemoTest {

    @TempDir
    static Path demoFolder;

    private static Path output;
    private static Map<String, Object> summary;

    @TempDir
    Path folder;

    /** One simulated hour, which the tests look at. */
    @BeforeAll
    static void run(SparkSession spark) throws IOException {
        output = demoFolder.resolve("a demo");
        summary = Demo.run(spark, output, 1, 7, Progress.SILENT).summary();
    }

    @Test
    void endsInAReportWhoseCountsAddUp(SparkSession spark) throws IOException {
        assertThat(summary.get("flows")).isEqualTo(summary.get("flows_simulated"));
        assertThat(summary.get("flow_features")).isEqualTo(summary.get("flows"));
        assertThat(summary.get("quarantined")).isEqualTo(1L);
        assertThat(Files.readString(output.resolve("report.html")))
                .contains("Counts that add up", "benign", "Top talkers", "Degree distribution", "notes.txt", "<svg")
                .contains("What a few labels are worth", "average+prior")
                .contains("Synthetic flows beside real ones", "100,000 flows like the", "C2ST AUC", "DCR share")
                .doesNotContain("<td>NO</td>", "unlabelled");

        Lake lake = Lake.open(spark, output.resolve("lake").toString());
        assertThat(printed(lake, "select count(*) from flows")).isEqualTo("count(1)\n" + summary.get("flows") + "\n");
        assertThat(summary).doesNotContainKey("synthetic_refused").containsEntry("synthetic_flows", 100_000L);
        assertThat((double) summary.get("synthetic_rules_broken")).isLessThan(0.05);
        assertThat(printed(lake, "select domain, generator, count(*) flows from synthetic_flows group by all"))
                .isEqualTo("domain,generator,flows\ncampus,demo-flows,100000\n");
        for (String writing : List.of(
                "drop table flows",
                "with t as (select 1 a) insert into flows select * from t",
                "from flows insert into a select * insert into b select *")) {
            assertThatThrownBy(() -> printed(lake, writing))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("not a query");
        }
        assertThatThrownBy(() -> printed(lake, "selec 1"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("not SQL that Spark knows");
    }

    @Test
    void otherEnginesCountAndSumTheSame(SparkSession spark) throws Exception {
        String python = System.getenv("FLOWFOUNDRY_PYTHON");
        if (python == null) {
            String message =
                    "SKIPPED: no other engine reads the lake; set FLOWFOUNDRY_PYTHON to a Python that has duckdb and"
                            + " deltalake";
            System.err.println(message);
            Assumptions.abort(message);
        }
        Path lake = output.resolve("lake");
        Process process = new ProcessBuilder(python, "src/test/python/lake_totals.py", lake.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode totals = new ObjectMapper().readTree(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();

        for (String table : List.of("flows", "flow_features", "host_series", "flow_graph_edges", "graph_pagerank")) {
            assertThat(totals.get(table).asLong()).as(table).isEqualTo(summary.get(table));
        }
        Row files = spark.read()
                .format("delta")
                .load(lake.resolve("ingested_files").toString())
                .selectExpr("sum(flows)", "sum(packets)", "sum(bytes)", "count(*)")
                .first();
        assertThat(totals.get("flows").asLong()).isEqualTo(files.getLong(0));
        assertThat(totals.get("packets").asLong()).isEqualTo(files.getLong(1));
        assertThat(totals.get("bytes").asLong()).isEqualTo(files.getLong(2));
        assertThat(totals.get("ingested_files").asLong()).isEqualTo(files.getLong(3));
    }

    @Test
    void foldersOfOthersAreLeftAlone(SparkSession spark) throws IOException {
        Path precious = Files.writeString(folder.resolve("precious.txt"), "keep");

        assertThatThrownBy(() -> Demo.run(spark, folder, 1, 1, Progress.SILENT))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("holds things that no demo made");
        assertThat(precious).hasContent("keep");
    }

    @Test
    void aLakeWithoutTablesSaysWhatToRun(SparkSession spark) {
        Lake lake = Lake.open(spark, folder.resolve("no-lake").toString());

        assertThatThrownBy(() -> printed(lake, "select 1"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("holds no table yet")
                .hasMessageContaining("flowfoundry ingest");
    }

    private static String printed(Lake lake, String query) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new LakeQuery(lake, query).print(RowFormat.CSV, 0, null, stream);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
