package org.flowfoundry.etl.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.flow.FlowTable;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.etl.ingest.IngestJob;
import org.flowfoundry.etl.ingest.IngestOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports of a table of two networks and two days, 900 flows, one a minute in turns of the networks. */
@ExtendWith(WithSpark.class)
class ExportJobTest {

    private static final int FLOWS = 900;
    private static final TableSpec TABLE =
            TableSpec.ofBatches("synthetic_flows", "A made flow", "UTC day", FlowTable.RECORD_COLUMNS);

    @TempDir
    Path folder;

    private SparkSession spark;

    @BeforeEach
    void lake(SparkSession session) {
        spark = session;
    }

    @ParameterizedTest
    @EnumSource(names = {"NFCAPD", "IPFIX"})
    void ingestReadsTheSameFlows(ExportFormat format) {
        write(flows());
        ExportResult result = export(format);
        assertThat(result.flows()).isEqualTo(FLOWS);
        assertThat(result.attributesDropped()).isEqualTo(FLOWS);
        assertThat(result.valuesDropped()).isZero();
        assertThat(result.files()).isEqualTo(files().size()).isGreaterThan(4);

        for (String domain : List.of("a/b", "..")) {
            String escaped = "domain=" + (domain.equals("a/b") ? "a%2Fb" : domain);
            IngestJob.run(
                    spark,
                    IngestOptions.builder(
                                    List.of(folder.resolve("out/" + escaped).toString()), domain, text("again"))
                            .build(),
                    Progress.SILENT);
        }
        String[] carried = {
            "domain", "date", "flow_start", "flow_end", "duration_ms", "export_time", "source_address",
            "destination_address", "source_port", "destination_port", "protocol", "packets", "bytes", "reverse_packets",
            "reverse_bytes", "tcp_flags", "tos", "label", "ingress_interface"
        };
        Dataset<Row> ours = lake("lake").read(TABLE).select(cols(carried));
        Dataset<Row> again = lake("again").read(IngestTables.FLOWS).select(cols(carried));
        assertThat(again.exceptAll(ours).collectAsList()).isEmpty();
        assertThat(again.count()).isEqualTo(FLOWS);
        assertThat(result.packets())
                .isEqualTo(ours.agg(sum(functions.expr("packets + coalesce(reverse_packets, 0)")))
                        .first()
                        .getLong(0));
    }

    @Test
    void parquetHoldsEachColumn() {
        write(flows());
        ExportResult result = export(ExportFormat.PARQUET);
        assertThat(result.columnsDropped()).isEmpty();
        assertThat(result.attributesDropped()).isZero();
        Dataset<Row> read = spark.read().schema(TABLE.schema()).parquet(text("out"));
        Dataset<Row> ours = lake("lake").read(TABLE);
        assertThat(read.columns()).containsExactlyInAnyOrder(ours.columns());
        assertThat(comparable(read).exceptAll(comparable(ours)).count()).isZero();
        assertThat(read.count()).isEqualTo(FLOWS);
    }

    @Test
    void csvHoldsEachColumn() {
        write(flows());
        export(ExportFormat.CSV);
        Dataset<Row> read = spark.read()
                .option("header", true)
                .option("recursiveFileLookup", true)
                .option("escape", "\"")
                .option("multiLine", true)
                .csv(text("out"));
        assertThat(read.columns()).containsExactly(TABLE.schema().fieldNames());
        Dataset<Row> typed = read.select(TABLE.columns().stream()
                .map(column -> column.name().equals("attributes")
                        ? functions
                                .from_json(col("attributes"), "map<string,string>", Map.of())
                                .as("attributes")
                        : col(column.name()).cast(column.type()).as(column.name()))
                .toArray(org.apache.spark.sql.Column[]::new));
        assertThat(comparable(typed)
                        .exceptAll(comparable(lake("lake").read(TABLE)))
                        .count())
                .isZero();
        assertThat(read.count()).isEqualTo(FLOWS);
    }

    @Test
    void nfdumpReadsTheFoldersOfADay() throws IOException, InterruptedException {
        write(flows());
        export(ExportFormat.NFCAPD);
        String day = text("out/domain=../date=2026-06-02");
        String names = OtherTools.output("ls", day);
        assertThat(names.lines()).contains("nfcapd.202606020000", "nfcapd.202606020005");
        String all = OtherTools.output("nfdump", "-R", text("out/domain=.."), "-q", "-o", "fmt:%pkt");
        // The other half is another domain's.
        assertThat(all.lines().filter(line -> !line.isBlank())).hasSize(FLOWS / 2);
        String some = OtherTools.output(
                "nfdump", "-R", day, "-t", "2026/06/02.00:00:00-2026/06/02.00:09:59", "-q", "-o", "fmt:%pkt");
        assertThat(some.lines().filter(line -> !line.isBlank())).hasSize(5);
    }

    @Test
    void onlyTheRangeIsExportedInFilesOfTheRotation() throws IOException {
        write(flows());
        PartitionRange range = new PartitionRange(List.of("a/b"), LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 1));
        ExportOptions options = new ExportOptions(
                text("lake"),
                "synthetic_flows",
                range,
                null,
                ExportFormat.CSV,
                text("out"),
                240,
                UndatedFlows.REFUSE,
                false);
        ExportResult result = ExportJob.run(spark, options, Progress.SILENT);
        assertThat(result.flows()).isEqualTo(FLOWS / 2 - 90);
        assertThat(files())
                .containsExactly(
                        "domain=a%2Fb/date=2026-06-01/flows-2026-06-01T1200.csv",
                        "domain=a%2Fb/date=2026-06-01/flows-2026-06-01T1600.csv",
                        "domain=a%2Fb/date=2026-06-01/flows-2026-06-01T2000.csv");
        assertThat(Files.readString(folder.resolve("out/.flowfoundry-export.json")))
                .isEqualTo("{\"table\":\"synthetic_flows\",\"format\":\"csv\",\"complete\":true}\n");
    }

    /** What a killed run leaves: the marker, files in their places, some of them not whole, in the temporary folder. */
    @Test
    void anEarlierExportIsReplacedWhateverStateItIsIn() throws IOException {
        write(flows());
        export(ExportFormat.CSV);
        List<String> whole = files();
        Path output = folder.resolve("out");
        Files.writeString(output.resolve(".flowfoundry-export.json"), "{\"complete\":false}");
        Files.createDirectories(output.resolve(".flowfoundry-export.tmp/x"));
        Files.writeString(output.resolve(".flowfoundry-export.tmp/x/flows-2026-06-01T0000.csv"), "half");
        Files.delete(output.resolve(whole.get(0)));
        Path stray = output.resolve("domain=old/date=2020-01-01/flows-2020-01-01T0000.ipfix");
        Files.createDirectories(stray.getParent());
        Files.writeString(stray, "of the earlier export");
        Path own = output.resolve("domain=old/date=2020-01-01/notes.txt");
        Files.writeString(own, "mine");

        assertThat(export(ExportFormat.CSV).flows()).isEqualTo(FLOWS);
        assertThat(own).exists();
        Files.delete(own);
        assertThat(files()).isEqualTo(whole);
        assertThat(output.resolve(".flowfoundry-export.tmp")).doesNotExist();

        export(ExportFormat.PARQUET);
        assertThat(files()).allMatch(name -> name.endsWith(".parquet"));
    }

    @Test
    void foreignFilesAreNotMixedIn() throws IOException {
        write(flows());
        Path theirs = folder.resolve("out/holiday.jpg");
        Files.createDirectories(theirs.getParent());
        Files.writeString(theirs, "picture");
        assertThatThrownBy(() -> export(ExportFormat.CSV))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("holds files that no export wrote")
                .hasMessageContaining("--overwrite");
        ExportOptions options = new ExportOptions(
                text("lake"),
                "synthetic_flows",
                PartitionRange.ALL,
                null,
                ExportFormat.CSV,
                text("out"),
                60,
                UndatedFlows.REFUSE,
                true);
        assertThat(ExportJob.run(spark, options, Progress.SILENT).flows()).isEqualTo(FLOWS);
        assertThat(theirs).exists();
    }

    @Test
    void flowsWithoutTimesAreRefusedFiledOrSkipped() {
        Dataset<Row> flows = flows();
        write(flows.withColumn(
                        "flow_start",
                        functions.when(col("source_port").leq(1_009), lit(null)).otherwise(col("flow_start")))
                .withColumn(
                        "flow_end",
                        functions.when(col("source_port").leq(1_009), lit(null)).otherwise(col("flow_end"))));
        assertThatThrownBy(() -> export(ExportFormat.NFCAPD))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("10 flows of table 'synthetic_flows' have no time")
                .hasMessageContaining("--undated midnight");
        assertThat(folder.resolve("out")).doesNotExist();
        ExportResult skipped = export(ExportFormat.NFCAPD, UndatedFlows.SKIP);
        assertThat(skipped.flows()).isEqualTo(FLOWS - 10);
        assertThat(skipped.undated()).isEqualTo(10);
        ExportResult filed = export(ExportFormat.NFCAPD, UndatedFlows.MIDNIGHT);
        assertThat(filed.flows()).isEqualTo(FLOWS);
        assertThat(files())
                .contains("domain=../date=2026-06-01/nfcapd.202606010000")
                .doesNotContain("domain=../date=2026-06-01/nfcapd.202606010005");
        assertThat(export(ExportFormat.IPFIX).flows()).isEqualTo(FLOWS);
    }

    @Test
    void whatCannotBeExportedIsSaid() throws IOException {
        write(flows());
        assertThatThrownBy(() -> ExportFormat.of("pcap"))
                .isInstanceOf(UsageException.class)
                .hasMessage("There is no export format 'pcap'. Give one of: nfcapd, ipfix, csv, parquet.");
        assertThatThrownBy(() -> ExportJob.run(
                        spark,
                        ExportOptions.defaults(text("lake"), "flows", ExportFormat.CSV, text("out")),
                        Progress.SILENT))
                .hasMessageContaining("No table 'flows'");
        PartitionRange none = PartitionRange.of(List.of(), "2030-01-01");
        assertThatThrownBy(() -> ExportJob.run(spark, options(ExportFormat.CSV).withRange(none), Progress.SILENT))
                .hasMessageContaining("holds no flows of these domains, dates and run");
        assertThatThrownBy(() -> ExportJob.run(spark, options(ExportFormat.CSV).withRun("8b1d"), Progress.SILENT))
                .hasMessageContaining("does not say which run made a flow")
                .hasMessageContaining("--run");
        assertThatThrownBy(() -> new ExportOptions(
                        "l", "flows", none, null, ExportFormat.CSV, "out", 7, UndatedFlows.REFUSE, false))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Files of 7 minutes do not divide a day");
        Files.writeString(folder.resolve("out"), "a file");
        assertThatThrownBy(() -> export(ExportFormat.CSV)).hasMessageContaining("is a file");
        Files.delete(folder.resolve("out"));
        Files.writeString(folder.resolve("file"), "");
        ExportOptions below =
                ExportOptions.defaults(text("lake"), "synthetic_flows", ExportFormat.CSV, text("file/out"));
        assertThatThrownBy(() -> ExportJob.run(spark, below, Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Cannot write the export to");
        lake("lake")
                .replace(
                        IngestTables.QUARANTINE,
                        spark.createDataFrame(List.of(), IngestTables.QUARANTINE.schema()),
                        PartitionRange.ALL,
                        TableFormat.DELTA);
        assertThatThrownBy(() -> ExportJob.run(
                        spark,
                        ExportOptions.defaults(text("lake"), "quarantine", ExportFormat.CSV, text("out")),
                        Progress.SILENT))
                .hasMessageContaining("Table 'quarantine' does not hold flows: it lacks the columns flow_start");
    }

    private Dataset<Row> flows() {
        Map<String, String> made = new HashMap<>();
        made.put("domain", "if(id % 2 = 0, 'a/b', '..')");
        made.put("date", "date_from_unix_date(floor(unix_seconds(start) / 86400))");
        made.put("flow_start", "start");
        made.put("flow_end", "timestamp_millis(unix_millis(start) + 1500)");
        made.put("duration_ms", "1500");
        made.put("export_time", "timestamp_seconds(unix_seconds(start) + 3)");
        made.put("source_address", "if(id % 3 = 0, '2001:db8::1', '10.0.0.1')");
        made.put("destination_address", "if(id % 3 = 0, '2001:db8::2', '10.0.0.2')");
        made.put("source_port", "1000 + id");
        made.put("destination_port", "443");
        made.put("protocol", "6");
        made.put("packets", "id + 1");
        made.put("bytes", "1000 * id");
        made.put("reverse_packets", "if(id % 5 = 0, id + 2, null)");
        made.put("reverse_bytes", "if(id % 5 = 0, 100 * id + 1, null)");
        made.put("tcp_flags", "27");
        made.put("tos", "0");
        made.put("ingress_interface", "if(id % 7 = 0, 3, null)");
        made.put("egress_interface", "if(id % 7 = 0, 4, null)");
        made.put("label", "if(id % 4 = 0, 'be\"nign, 1', null)");
        made.put("attributes", "map('minimumTTL', cast(id as string))");
        return spark.range(FLOWS)
                .selectExpr("id", "timestamp_millis(1780315200000 + id * 60000 + 7) start")
                .select(TABLE.columns().stream()
                        .map(column -> functions
                                .expr(made.getOrDefault(column.name(), "null"))
                                .cast(column.type())
                                .as(column.name()))
                        .toArray(org.apache.spark.sql.Column[]::new));
    }

    private void write(Dataset<Row> flows) {
        lake("lake").replace(TABLE, flows, PartitionRange.ALL, TableFormat.DELTA);
    }

    private ExportResult export(ExportFormat format) {
        return ExportJob.run(spark, options(format), Progress.SILENT);
    }

    private ExportResult export(ExportFormat format, UndatedFlows undated) {
        ExportOptions options = new ExportOptions(
                text("lake"), "synthetic_flows", PartitionRange.ALL, null, format, text("out"), 5, undated, false);
        return ExportJob.run(spark, options, Progress.SILENT);
    }

    private ExportOptions options(ExportFormat format) {
        return ExportOptions.defaults(text("lake"), "synthetic_flows", format, text("out"));
    }

    private Lake lake(String name) {
        return Lake.open(spark, text(name));
    }

    private String text(String name) {
        return folder.resolve(name).toString();
    }

    private static org.apache.spark.sql.Column[] cols(String... names) {
        return Stream.of(names).map(functions::col).toArray(org.apache.spark.sql.Column[]::new);
    }

    /** Spark compares no maps. */
    private static Dataset<Row> comparable(Dataset<Row> flows) {
        return flows.withColumn("attributes", functions.to_json(col("attributes")))
                .select(cols(TABLE.schema().fieldNames()));
    }

    /** The export's files, in order. */
    private List<String> files() {
        Path output = folder.resolve("out");
        try (Stream<Path> found = Files.walk(output)) {
            return found.filter(Files::isRegularFile)
                    .map(path -> output.relativize(path).toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
