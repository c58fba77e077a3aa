package org.flowfoundry.etl.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.etl.anonymize.AnonymizationKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class IngestJobTest {

    private static final String NF_CSV =
            "IPV4_SRC_ADDR,L4_SRC_PORT,IPV4_DST_ADDR,L4_DST_PORT,PROTOCOL,L7_PROTO,IN_BYTES,"
                    + "OUT_BYTES,IN_PKTS,OUT_PKTS,TCP_FLAGS,FLOW_DURATION_MILLISECONDS,Label,Attack\n"
                    + "10.0.0.1,1024,10.0.0.2,80,6,7.0,100,200,1,2,18,5,0,Benign\n"
                    + "10.0.0.3,1025,10.0.0.2,80,6,7.0,300,400,3,4,18,5,1,DoS\n";

    @TempDir
    Path folder;

    private final Notes notes = new Notes();
    private SparkSession spark;

    @BeforeEach
    void session(SparkSession session) {
        spark = session;
    }

    @Test
    void bytesBecomeFlowsOnce() throws IOException {
        ZeekFiles.write(folder.resolve("in/a.log"), 1, 100);
        ZeekFiles.write(folder.resolve("in/deep/b:c d.log"), 2, 50);
        Files.copy(folder.resolve("in/a.log"), folder.resolve("in/copy of a.log"));

        IngestResult first = ingest("in");
        assertThat(first).isEqualTo(new IngestResult(2, 1, 0, 0, 150, 0, 0, 0, 750, 75_000));
        assertThat(first.isDamaged()).isFalse();
        assertThat(notes.stages).containsExactly("look for files", "survey", "decode", "commit");
        assertThat(notes.rows()).isEqualTo(150);
        assertThat(notes.done()).isEqualTo(1);

        Files.move(folder.resolve("in/a.log"), folder.resolve("in/a renamed.log"));
        assertThat(ingest("in")).isEqualTo(IngestResult.NOTHING.plusSkipped(3));
        assertThat(notes.notes).last().isEqualTo("3 files skipped: their bytes are in the lake already, or came twice");
        assertThat(flows().count()).isEqualTo(150);
        assertThat(flows().select("source_file")
                        .distinct()
                        .as(org.apache.spark.sql.Encoders.STRING())
                        .collectAsList())
                .containsExactlyInAnyOrder(folder + "/in/a.log", folder + "/in/deep/b:c d.log");
        assertThat(flows().filter("date = '2024-03-01' and quality_flags = 0 and sampling_source = 'none'")
                        .count())
                .isEqualTo(150);
    }

    @Test
    void brokenFilesAreQuarantinedAndTheOthersRead() throws IOException {
        for (int i = 0; i < 97; i++) {
            ZeekFiles.write(folder.resolve("in/conn." + i + ".log"), i, 2);
        }
        Files.write(folder.resolve("in/random"), new byte[] {(byte) 0x93, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        Files.createSymbolicLink(folder.resolve("in/gone"), folder.resolve("absent"));
        Files.writeString(folder.resolve("in/torn.log"), ZeekFiles.text(200, 3) + "1709251200.5\tC1\n");
        Files.createFile(folder.resolve("in/empty"));

        IngestResult result = ingest("in");

        assertThat(result).isEqualTo(new IngestResult(101, 0, 1, 2, 197, 3, 0, 0, 985, 98_500));
        assertThat(result.isDamaged()).isTrue();
        assertThat(notes.notes).hasSize(4).anySatisfy(note -> assertThat(note).endsWith("/in/empty' is empty"));
        assertThat(notes.notes).anySatisfy(note -> assertThat(note)
                .contains("/in/random' is quarantined: Not recognized as any known format (")
                .contains("nfcapd"));
        assertThat(notes.notes).anySatisfy(note -> assertThat(note)
                .endsWith("/in/torn.log' is damaged: 1 of its 4 records are quarantined"));
        assertThat(rows(IngestTables.QUARANTINE, "source_file", "reason"))
                .contains("[" + folder + "/in/gone,The file cannot be read: a link that leads nowhere]");
        assertThat(rows(IngestTables.INGESTED_FILES, "source_file", "status", "records", "flows_read", "quarantined"))
                .hasSize(101)
                .contains("[" + folder + "/in/random,unreadable,1,0,1]")
                .contains("[" + folder + "/in/gone,unreadable,1,0,1]")
                .contains("[" + folder + "/in/empty,ok,0,0,0]")
                .contains("[" + folder + "/in/torn.log,damaged,4,3,1]");
        assertThat(table(IngestTables.INGESTED_FILES)
                        .filter("records <> flows_read + quarantined + duplicates")
                        .count())
                .isZero();

        assertThat(ingest("in")).isEqualTo(IngestResult.NOTHING.plusSkipped(101));
        assertThat(table(IngestTables.QUARANTINE).count()).isEqualTo(3);
    }

    @Test
    void whatCouldNotBeReadIsTriedAgainOnceThatMakesSense() throws IOException {
        Path log = ZeekFiles.write(folder.resolve("in/conn.log"), 1, 5);

        assertThat(IngestJob.run(spark, options("in").format("nfcapd").build(), notes))
                .isEqualTo(new IngestResult(1, 0, 0, 1, 0, 1, 0, 0, 0, 0));
        assertThat(IngestJob.run(spark, options("in").format("nfcapd").build(), notes))
                .isEqualTo(IngestResult.NOTHING.plusSkipped(1));
        assertThat(ingest("in").flows()).isEqualTo(5);

        Files.delete(log);
        Files.createSymbolicLink(log, folder.resolve("later"));
        assertThat(ingest("in").filesUnreadable()).isEqualTo(1);
        assertThat(ingest("in")).isEqualTo(IngestResult.NOTHING.plusSkipped(1));
        ZeekFiles.write(folder.resolve("later"), 2, 7);
        assertThat(ingest("in").flows()).isEqualTo(7);
    }

    @Test
    void recordsWithoutTimeNeedADate() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("in")).resolve("nf.csv"), NF_CSV);

        assertThatThrownBy(() -> ingest("in"))
                .isInstanceOf(UserException.class)
                .hasMessage("The records of '" + folder
                        + "/in/nf.csv' carry no time, so their day is not known, and nothing"
                        + " was written. Say which day it is: --date YYYY-MM-DD.");
        assertThat(parquetFiles()).isEmpty();

        ZeekFiles.write(folder.resolve("in/conn.log"), 1, 5);
        assertThat(ingest("in")).isEqualTo(new IngestResult(2, 0, 1, 0, 5, 2, 0, 0, 25, 2500));
        assertThat(rows(IngestTables.QUARANTINE, "source_record", "reason"))
                .contains("[0,The record has no time; give the day it belongs to: --date YYYY-MM-DD]");
        assertThat(ingest("in")).isEqualTo(IngestResult.NOTHING.plusSkipped(2));

        IngestOptions dated = options("in").date(LocalDate.of(2023, 5, 6)).build();
        assertThat(IngestJob.run(spark, dated, notes)).isEqualTo(new IngestResult(1, 1, 0, 0, 2, 0, 0, 0, 10, 1000));
        assertThat(IngestJob.run(spark, dated, notes)).isEqualTo(IngestResult.NOTHING.plusSkipped(2));
        assertThat(flows().filter("date = '2023-05-06' and flow_start is null").count())
                .isEqualTo(2);
    }

    @Test
    void biflowsAreSplitSamplingIsSetAndAddressesAreReplaced() throws IOException {
        ZeekFiles.write(folder.resolve("in/conn.log"), 1, 40);
        Files.writeString(folder.resolve("in/torn.log"), ZeekFiles.text(2, 0) + "10.9.8.7 is no record\n");
        IngestOptions options = options("in")
                .splitBiflows(true)
                .samplingInterval(100L)
                .anonymize(new AnonymizationKey("abcdefghijklmnopqrstuvwxyz012345".getBytes(StandardCharsets.US_ASCII)))
                .build();

        IngestResult result = IngestJob.run(spark, options, notes);

        assertThat(result).isEqualTo(new IngestResult(2, 0, 1, 0, 80, 1, 0, 0, 200, 20_000));
        assertThat(flows().filter("reverse_packets is null and sampling_interval = 100 and sampling_source = 'config'")
                        .count())
                .isEqualTo(80);
        assertThat(flows().filter("packets = 2 and source_port = 443").count()).isEqualTo(40);
        assertThat(flows().filter("source_address like '10.1.0.%' or destination_address = '192.0.2.7'")
                        .count())
                .isZero();
        assertThat(flows().select("source_address")
                        .filter("source_port = 443")
                        .distinct()
                        .count())
                .isEqualTo(1);
        assertThat(table(IngestTables.QUARANTINE).filter("raw is not null").count())
                .isZero();
        assertThat(rows(IngestTables.INGESTED_FILES, "records", "flows_read", "flows"))
                .contains("[40,40,80]");
    }

    @Test
    void domainHoldsFilesOfOneKeyOnly() throws IOException {
        ZeekFiles.write(folder.resolve("in/a.log"), 1, 5);
        AnonymizationKey key = new AnonymizationKey(new byte[AnonymizationKey.BYTES]);
        ingest("in");
        assertThat(rows(IngestTables.INGESTED_FILES, "anonymized_with")).containsExactly("[null]");

        assertThatThrownBy(
                        () -> IngestJob.run(spark, options("in").anonymize(key).build(), notes))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Domain 'test' holds files that were ingested without --anonymize, and this run would add files"
                                + " with --anonymize under the key of fingerprint " + key.fingerprint()
                                + ": one host would have two names there. Use another --domain, or leave out --anonymize.");
        assertThat(flows().count()).isEqualTo(5);

        IngestOptions.Builder other = IngestOptions.builder(List.of(folder + "/in"), "other", lake());
        assertThat(IngestJob.run(spark, other.anonymize(key).build(), notes).flows())
                .isEqualTo(5);
        assertThat(IngestJob.run(spark, other.build(), notes)).isEqualTo(IngestResult.NOTHING.plusSkipped(1));
        assertThat(rows(IngestTables.INGESTED_FILES, "anonymized_with")).contains("[" + key.fingerprint() + "]");
        assertThatThrownBy(() -> IngestJob.run(spark, other.anonymize(null).build(), notes))
                .isInstanceOf(UsageException.class)
                .hasMessageEndingWith("or give --anonymize the key file that was used before.");
    }

    @Test
    void splitsAndCommitsOfAnySizeGiveTheSameTable() throws IOException {
        ZeekFiles.write(folder.resolve("in/large.log"), 1, 3000);
        ZeekFiles.write(folder.resolve("in/small.log"), 2, 30);
        Files.writeString(folder.resolve("in/torn.log"), ZeekFiles.text(3, 20) + "x\n");
        ingest("in");

        IngestOptions small = IngestOptions.builder(List.of(folder + "/in"), "test", folder + "/small")
                .splitBytes(1024)
                .commitBytes(4096)
                .build();
        assertThat(IngestJob.run(spark, small, notes).flows()).isEqualTo(3050);

        assertThat(IngestedTables.of(spark, folder + "/small")).isEqualTo(IngestedTables.of(spark, lake()));
    }

    @Test
    void ingestsAtTheSameTimeAddUp() throws IOException, InterruptedException, ExecutionException {
        for (int i = 0; i < 4; i++) {
            ZeekFiles.write(folder.resolve("in/" + i + ".log"), i, 100);
        }
        ZeekFiles.write(folder.resolve("other/9.log"), 9, 100);
        ingest("other");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<IngestResult>> runs = Stream.of("in", "in", "in/0.log")
                    .map(input -> threads.submit(
                            () -> IngestJob.run(spark, options(input).build(), new Notes())))
                    .toList();
            long flows = 0;
            for (Future<IngestResult> run : runs) {
                flows += run.get().flows();
            }
            assertThat(flows).isEqualTo(400);
        } finally {
            threads.shutdownNow();
        }
        assertThat(flows().count()).isEqualTo(500);
        assertThat(table(IngestTables.INGESTED_FILES).count()).isEqualTo(5);
    }

    @Test
    void fileThatVanishesWhileItIsReadStopsTheRunAndLeavesNothing() throws IOException {
        ZeekFiles.write(folder.resolve("in/a.log"), 1, 100);
        Path vanishing = ZeekFiles.write(folder.resolve("in/b.log"), 2, 100);
        Notes deleting = new Notes() {
            @Override
            public synchronized void stage(String name) {
                if (name.equals("decode")) {
                    vanishing.toFile().delete();
                }
            }
        };

        assertThatThrownBy(() -> IngestJob.run(spark, options("in").build(), deleting))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Cannot read '" + vanishing + "' any more: it is not there any more")
                .hasMessageContaining("run the same command again");
        assertThat(flows().count()).isZero();
        assertThat(table(IngestTables.INGESTED_FILES).count()).isZero();
        assertThat(ingest("in").flows()).isEqualTo(100);
    }

    @Test
    void lakeThatCannotBeWrittenIsOneClearError() throws IOException {
        ZeekFiles.write(folder.resolve("in/a.log"), 1, 10);
        IngestOptions options = IngestOptions.builder(List.of(folder + "/in"), "test", "/proc/lake")
                .build();

        assertThatThrownBy(() -> IngestJob.run(spark, options, notes))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("/proc/lake");
    }

    private IngestResult ingest(String input) {
        return IngestJob.run(spark, options(input).build(), notes);
    }

    private IngestOptions.Builder options(String input) {
        return IngestOptions.builder(List.of(folder.resolve(input).toString()), "test", lake());
    }

    private String lake() {
        return folder.resolve("lake").toString();
    }

    private Dataset<Row> flows() {
        return table(IngestTables.FLOWS);
    }

    private Dataset<Row> table(TableSpec table) {
        return Lake.open(spark, lake()).read(table);
    }

    private List<String> rows(TableSpec table, String first, String... others) {
        return Arrays.stream((Row[]) table(table).select(first, others).collect())
                .map(Row::toString)
                .toList();
    }

    private List<Path> parquetFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("lake"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")
                            && !file.toString().contains("_delta_log"))
                    .toList();
        }
    }
}
