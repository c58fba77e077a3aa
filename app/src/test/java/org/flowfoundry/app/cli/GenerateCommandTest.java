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
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.SyntheticTables;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole command on a lake of one small network. */
@ExtendWith(WithSpark.class)
class GenerateCommandTest {

    private static final StructType SCHEMA = IngestTables.FLOWS.schema();
    private static final Instant START = Instant.parse("2026-03-10T08:00:00Z");
    private static final int FLOWS = 600;
    private static final String[] QUICK = {
        "--steps", "40", "--batch", "64", "--width", "16", "--blocks", "1", "--threads", "1", "--accept-risk"
    };

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Lake lake;

    @BeforeEach
    void lake(SparkSession spark) {
        lake = Lake.open(spark, folder.resolve("lake").toString());
        Random random = new Random(3);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < FLOWS; i++) {
            rows.add(flow(i, random));
        }
        lake.replace(IngestTables.FLOWS, spark.createDataFrame(rows, SCHEMA), PartitionRange.ALL, TableFormat.DELTA);
    }

    private static Row flow(int number, Random random) {
        boolean isWeb = random.nextInt(3) > 0;
        long packets = 1 + random.nextInt(30);
        Map<String, Object> flow = new HashMap<>();
        flow.put("domain", "office");
        flow.put("date", Date.valueOf(LocalDate.parse("2026-03-10")));
        flow.put("flow_start", Timestamp.from(START.plusSeconds(20L * number)));
        flow.put("source_address", "192.168.0." + (1 + random.nextInt(40)));
        flow.put("destination_address", isWeb ? "8.8.4." + random.nextInt(6) : "192.168.0.99");
        flow.put("source_port", 40_000 + random.nextInt(20_000));
        flow.put("destination_port", isWeb ? 443 : 53);
        flow.put("protocol", isWeb ? 6 : 17);
        flow.put("packets", packets);
        flow.put("bytes", packets * (60 + random.nextInt(1_000)));
        flow.put("duration_ms", (long) random.nextInt(30_000));
        flow.put("label", isWeb ? "Web" : "Names");
        flow.put("source_file", "sample");
        flow.put("source_record", (long) number);
        flow.put("quality_flags", 0);
        Object[] values = Stream.of(SCHEMA.fieldNames()).map(flow::get).toArray();
        return RowFactory.create(values);
    }

    @Test
    void whatIsMadeIsExportedAndNothingElse() throws IOException {
        JsonNode made =
                run("--rows", "300", "--like", "office", "--as", "lab", "--export", "csv", "--output", text("csv"));
        assertThat(made.get("generator").asText()).isEqualTo("flows-office:v1");
        assertThat(made.get("domain").asText()).isEqualTo("lab");
        assertThat(made.get("export").get("flows").asLong()).isEqualTo(300);
        List<String> files = files("csv");
        assertThat(files).isNotEmpty().allMatch(file -> file.startsWith("domain=lab/date=2026-03-10/flows-"));
        assertThat(lines("csv")).isEqualTo(300 + files.size());

        run("--rows", "50", "--from", "flows-office", "--as", "lab", "--date", "2026-04-01");
        JsonNode between = run(
                "--rows",
                "80",
                "--from",
                "flows-office:v1",
                "--as",
                "lab",
                "--date",
                "2026-05-01",
                "--export",
                "nfcapd",
                "--rotation",
                "60",
                "--output",
                text("nfcapd"));
        assertThat(between.get("export").get("flows").asLong()).isEqualTo(80);
        assertThat(files("nfcapd"))
                .isNotEmpty()
                .allMatch(file -> file.matches("domain=lab/date=2026-05-01/nfcapd\\.20260501..00"));
        assertThat(lake.read(SyntheticTables.FLOWS).count()).isEqualTo(300 + 50 + 80);
    }

    /** Nothing is learned, and nothing written, for a command that cannot come to its end. */
    @Test
    void badInputIsAnsweredBeforeAnythingIsLearned() throws IOException {
        Files.createDirectories(folder.resolve("theirs"));
        Files.writeString(folder.resolve("theirs/holiday.jpg"), "picture");
        assertRefused(
                "holds files that no export wrote", "--like", "office", "--export", "csv", "--output", text("theirs"));
        assertRefused("No output folder is named. Give --output", "--like", "office", "--export", "csv");
        assertRefused(
                "There is no export format 'pcap'. Give one of: nfcapd, ipfix, csv, parquet.",
                "--like",
                "office",
                "--export",
                "pcap",
                "--output",
                text("new"));
        assertRefused("without --export", "--like", "office", "--output", text("new"));
        assertRefused(
                "--export, --as: only flows can be made so",
                "--kind",
                "series",
                "--as",
                "lab",
                "--export",
                "csv",
                "--output",
                text("new"));
        assertRefused("--from takes a generator", "--from", "flows-office", "--like", "office");
        assertRefused("Which network? Give --like NAME");
        assertRefused("--as '' cannot name a network", "--like", "office", "--as", "");
        assertRefused("has those of office. Did you mean office?", "--like", "offcie");
        assertRefused("no flows of domain 'a/b'", "--like", "a/b");
        assertRefused("--withhold names 'source_prot', but", "--like", "office", "--withhold", "source_prot");
        assertRefused("--hold-out 0 leaves no flows", "--like", "office", "--hold-out", "0");
        assertRefused("'hold-out' is 1.0, but it must be 0 to 0.9", "--like", "office", "--hold-out", "1");
        assertRefused("a denoiser needs a width of 8", "--like", "office", "--width", "0");
        assertRefused("two values", "--like", "office", "--condition", "label=Web,label=Names");
        assertRefused("only one. Give one", "--like", "office", "--condition", "label=Web", "--balance", "label");
        assertThat(folder.resolve("lake/models")).doesNotExist();
        assertThat(folder.resolve("lake/synthetic_flows")).doesNotExist();
        assertThat(folder.resolve("new")).doesNotExist();
    }

    private void assertRefused(String message, String... words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("generate", "--lake", text("lake"), "--rows", "10"));
        if (!List.of(words).contains("--kind")) {
            arguments.addAll(List.of("--kind", "flows"));
        }
        arguments.addAll(List.of(words));
        assertThat(app(arguments).get("error").asText()).contains(message);
    }

    private JsonNode run(String... words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("generate", "--kind", "flows", "--lake", text("lake")));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of(QUICK));
        JsonNode line = app(arguments);
        assertThat(line.get("status").asText()).as(line.toString()).isEqualTo("ok");
        return line;
    }

    private JsonNode app(List<String> arguments) throws IOException {
        out.reset();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new CommandLineApp(stream, stream).run(arguments.toArray(String[]::new));
        String last = out.toString(StandardCharsets.UTF_8)
                .lines()
                .reduce((first, next) -> next)
                .orElseThrow();
        return new ObjectMapper().readTree(last);
    }

    private List<String> files(String name) throws IOException {
        Path root = folder.resolve(name);
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !file.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private long lines(String name) throws IOException {
        long lines = 0;
        for (String file : files(name)) {
            lines += Files.readAllLines(folder.resolve(name).resolve(file)).size();
        }
        return lines;
    }

    private String text(String name) {
        return folder.resolve(name).toString();
    }
}
