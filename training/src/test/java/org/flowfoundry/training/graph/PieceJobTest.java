package org.flowfoundry.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flowfoundry.training.graph.SamplePieces.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.training.flows.FlowEncoder;
import org.flowfoundry.training.graph.FlowSplit.Unit;
import org.flowfoundry.training.sequence.Split;
import org.flowfoundry.training.testing.LabelledLake;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class PieceJobTest {

    private static final int FLOWS = 4_000;

    private static final Instant TEST_FROM = LabelledLake.DAY.plusSeconds(3_000);

    private static final Split SHARES = new Split(TEST_FROM.toString(), .1, .15, 3);
    private static final FlowSplit SPLIT = new FlowSplit(SHARES, Unit.HOSTS);

    private static final PieceShape SHAPE = new PieceShape(64, 4, 0, 16, 1);

    private static final GraphRule RULE = new GraphRule(2, .15, .5, .1, false);

    @TempDir
    private static Path shared;

    private static Lake lake;
    private static FlowPieces pieces;
    private static Pieces made;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make(SparkSession spark) {
        lake = lake(spark, shared);
        pieces = pieces(lake);
        made = run(lake);
    }

    /** A domain in which one host has half of the flows, one a second; and one without times, or hosts for a part. */
    private static Lake lake(SparkSession spark, Path folder) {
        LabelledLake flows = new LabelledLake();
        String busy = hostOf(Split.Part.TRAINING, "lab");
        for (int i = 0; i < FLOWS; i++) {
            flows.flow(i, i % 2 == 0 ? busy : host(i % 97), host(i % 89 + 100), null)
                    .bytes(i)
                    .packets(1 + i % 7);
        }
        for (int i = 0; i < FLOWS / 4; i++) {
            flows.flow(0, i % 10 == 0 ? null : host(i % 41), i % 10 == 0 ? null : host(i % 37), null)
                    .set("domain", "files")
                    .set("source_file", "untimed")
                    .set("flow_start", null)
                    .bytes(i);
        }
        return flows.writeFlows(spark, folder);
    }

    private static String host(int number) {
        return "10.0.0." + number;
    }

    private static String hostOf(Split.Part part, String domain) {
        for (int i = 200; ; i++) {
            if (SHARES.hostPart(domain, host(i)) == part) {
                return host(i);
            }
        }
    }

    private static FlowPieces pieces(Lake lake) {
        GraphFlows flows = GraphFlows.open(lake, PartitionRange.ALL);
        return new FlowPieces(
                flows.domains().stream()
                        .map(name -> new GraphDomain(name, FlowEncoder.fit(flows.of(name), Set.of(), 1)))
                        .toList(),
                SHAPE);
    }

    private static Pieces run(Lake lake) {
        return PieceJob.run(lake, GraphFlows.open(lake, PartitionRange.ALL), pieces, SPLIT, 3, Progress.SILENT);
    }

    @Test
    void eachFlowOfAPartIsThereOnceAndNoOther() {
        assertThat(made.training().flows()).isEqualTo(expected(Split.Part.TRAINING));
        assertThat(made.validation().flows()).isEqualTo(expected(Split.Part.VALIDATION));
        assertThat(made.training().flows().get(1)).isGreaterThan(1_000);
        assertThat(made.validation().flows()).allMatch(count -> count > 50);
        // Linear: nothing is there twice, and nearly all pieces are full.
        assertThat(made.training().allRows()).isLessThan(made.training().allFlows() / 64 + 8);
    }

    @Test
    void noTestHostAndNoTestTimeIsInAPiece() {
        for (Pieces.Shards part : List.of(made.training(), made.validation())) {
            Map<String, Integer> hosts = new HashMap<>();
            List<KeyedPiece.Key> keys = keys(part);
            for (KeyedPiece.Key key : keys) {
                Row row = flow(key);
                String domain = row.getAs("domain");
                for (String end : List.of("source_address", "destination_address")) {
                    String host = row.getAs(end);
                    if (host != null) {
                        hosts.merge(SHARES.hostPart(domain, host).name(), 1, Integer::sum);
                    }
                }
                Timestamp start = row.getAs("flow_start");
                assertThat(start == null || start.toInstant().isBefore(TEST_FROM))
                        .isTrue();
            }
            assertThat((long) keys.size()).isEqualTo(part.allFlows());
            assertThat(hosts).doesNotContainKey("TEST");
            assertThat(hosts.containsKey("VALIDATION")).isEqualTo(part == made.validation());
        }
    }

    @Test
    void allFlowsAreAnsweredOnceForInference() {
        List<String> keys = pieces.map(
                        lake.read(IngestTables.FLOWS),
                        2,
                        cut -> {
                            List<String> found = new ArrayList<>();
                            cut.forEachRemaining(piece -> piece.keys()
                                    .forEach(key -> found.add(key.file() + key.record() + " "
                                            + piece.piece().domain())));
                            return found.iterator();
                        },
                        Encoders.STRING())
                .collectAsList();
        assertThat(keys).hasSize(FLOWS + FLOWS / 4).doesNotHaveDuplicates();
    }

    @Test
    void aBusyHostIsInManyPiecesOfBoundedSize(SparkSession spark) {
        Pieces.Shards part = made.training();
        PieceFiles files = files(spark, part, 1);
        int full = 0;
        for (int group = 0; group < files.groups(); group++) {
            for (Piece piece : files.read(group)) {
                assertThat(piece.flows()).isLessThanOrEqualTo(64);
                assertThat(piece.slots()).isLessThanOrEqualTo(4);
                int[] degree = new int[piece.hosts()];
                Arrays.stream(piece.source()).forEach(host -> degree[host]++);
                full += Arrays.stream(degree).max().getAsInt() >= 24 ? 1 : 0;
            }
        }
        files.close();
        assertThat(full).isGreaterThan(20);
    }

    @Test
    void windowsOfTimeCutABusyNetworkToo() {
        FlowPieces timed = new FlowPieces(pieces.domains(), new PieceShape(64, 5, 60, 16, 1));
        List<Integer> sizes = timed.map(
                        lake.read(IngestTables.FLOWS).where("domain = 'lab'"),
                        0,
                        cut -> Iterators.mapped(cut, piece -> piece.piece().flows()),
                        Encoders.INT())
                .collectAsList();
        assertThat(sizes).allMatch(size -> size <= 64);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(FLOWS);
        assertThat(sizes.size()).isBetween(FLOWS / 64, FLOWS / 40);
    }

    @Test
    void stretchesAreDrawnWhereHostsAreTooFew() {
        FlowSplit stretches = new FlowSplit(new Split(null, .3, .2, 1), Unit.STRETCHES);
        List<Row> rows = lake.read(IngestTables.FLOWS).collectAsList();
        for (Split.Part part : Split.Part.values()) {
            FlowPart drawn = new FlowPart(stretches, part, Set.of());
            Map<String, List<Row>> together = rows.stream()
                    .filter(drawn::holds)
                    .collect(Collectors.groupingBy(row -> row.getAs("domain") + row.<String>getAs("source_file") + "#"
                            + row.<Long>getAs("source_record") / FlowSplit.STRETCH));
            assertThat(together).hasSizeGreaterThan(2);
            for (Split.Part other : Split.Part.values()) {
                FlowPart elsewhere = new FlowPart(stretches, other, Set.of());
                assertThat(together.values())
                        .allMatch(stretch -> stretch.stream().allMatch(row -> elsewhere.holds(row) == (other == part)));
            }
        }
    }

    @Test
    void theSameFlowsMakeTheSamePieces(SparkSession spark) {
        Lake copy = lake(spark, folder);
        List<String> pieces = contents(spark, run(copy).training());
        assertThat(pieces).isEqualTo(contents(spark, made.training()));
    }

    @Test
    void whatIsThereIsUsedAgain() throws IOException {
        Set<Path> before = filesIn(shared);
        assertThat(run(lake)).isEqualTo(made);
        assertThat(filesIn(shared)).isEqualTo(before);
        assertThat(PieceJob.run(
                                lake,
                                GraphFlows.open(lake, PartitionRange.ALL),
                                pieces,
                                new FlowSplit(new Split(SHARES.testFrom(), .1, .15, 4), Unit.HOSTS),
                                3,
                                Progress.SILENT)
                        .version())
                .isNotEqualTo(made.version());
    }

    @Test
    void workersReadAllPiecesOnceAndSeekExactly(SparkSession spark) {
        PieceSource source = new PieceSource(spark.sessionState().newHadoopConf(), pieces, made.training());
        int flows = 0;
        for (int worker = 0; worker < 3; worker++) {
            try (GraphBatches batches = source.open(worker, 3, 1, RULE, 5);
                    GraphBatches other = source.open(worker, 3, 1, RULE, 5)) {
                for (int i = 0; i < batches.batchesPerEpoch(); i++) {
                    other.seek(batches.position());
                    GraphBatch batch = batches.next();
                    flows += batch.flows();
                    if (i % 10 == 0) {
                        assertThat(text(other.next())).isEqualTo(text(batch));
                    }
                }
            }
        }
        assertThat(flows).isEqualTo(made.training().allFlows());
    }

    @Test
    void tooManyWorkersAndAnEmptyPartAreSaid(SparkSession spark) {
        assertThatThrownBy(() -> made.validation().requireFor(4))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("The validation part of the split has ")
                .hasMessageContaining("and worker 3 of 4 would get none. Use fewer workers");
        Lake tiny = new LabelledLake()
                .flow(1, hostOf(Split.Part.TEST, "lab"), "10.0.0.1", null)
                .writeFlows(spark, folder);
        assertThatThrownBy(() -> PieceJob.run(
                        tiny, GraphFlows.open(tiny, PartitionRange.ALL), pieces, SPLIT, 1, Progress.SILENT))
                .hasMessage(
                        "The training part of the split has no flows of files, lab: every flow has a test host, or lies"
                                + " in the test period. Give that part a larger share of the hosts, draw stretches of"
                                + " flows instead of hosts (--split-by stretches), or take more days or domains (--date,"
                                + " --domain).");
        assertThatThrownBy(() -> GraphFlows.open(tiny, PartitionRange.of(List.of("none"), null)))
                .hasMessageContaining(
                        "has no flows of the domains and dates asked for. There is no domain 'none', but ")
                .hasMessageContaining("Ingest some with");
    }

    @Test
    void aDamagedShardIsSaid(SparkSession spark) throws IOException {
        Pieces.Shards whole = made.training();
        FileUtil.copy(
                lake.fileSystem(),
                new org.apache.hadoop.fs.Path(whole.folder()),
                folder.resolve("copy").toFile(),
                false,
                spark.sessionState().newHadoopConf());
        for (Path file : filesIn(folder)) {
            if (file.toString().endsWith(".parquet")) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 3] ^= 1;
                Files.write(file, bytes);
            }
        }
        Pieces.Shards damaged =
                new Pieces.Shards(whole.name(), folder.resolve("copy").toString(), whole.rows(), whole.flows());
        PieceSource source = new PieceSource(spark.sessionState().newHadoopConf(), pieces, damaged);
        assertThatThrownBy(() -> {
                    try (GraphBatches batches = source.open(0, 1, 4, RULE, 5)) {
                        batches.next();
                    }
                })
                .hasMessageContaining("Training data in '")
                .hasMessageContaining("' cannot be read: ")
                .hasMessageContaining("(of a graph network: 'pieces')");
    }

    /** Flows of a part, by domain. */
    private static List<Long> expected(Split.Part part) {
        long[] counts = new long[2];
        for (Row row : lake.read(IngestTables.FLOWS).collectAsList()) {
            String domain = row.getAs("domain");
            String source = row.getAs("source_address");
            boolean tested = domain.equals("lab")
                    && !row.<Timestamp>getAs("flow_start").toInstant().isBefore(TEST_FROM);
            if (source == null) {
                String name = "untimed#" + row.<Long>getAs("source_record") / FlowSplit.STRETCH;
                counts[0] += SHARES.hostPart(domain, name) == part ? 1 : 0;
            } else if (!tested) {
                List<Split.Part> ends = List.of(
                        SHARES.hostPart(domain, source), SHARES.hostPart(domain, row.getAs("destination_address")));
                boolean test = ends.contains(Split.Part.TEST);
                boolean validation = ends.contains(Split.Part.VALIDATION);
                boolean here = part == Split.Part.VALIDATION ? !test && validation : !test && !validation;
                counts[domain.equals("lab") ? 1 : 0] += here ? 1 : 0;
            }
        }
        return List.of(counts[0], counts[1]);
    }

    /** The flows in the pieces of a part. */
    private static List<KeyedPiece.Key> keys(Pieces.Shards shards) {
        Split.Part part = Split.Part.valueOf(shards.name().toUpperCase(Locale.ROOT));
        return pieces
                .map(
                        lake.read(IngestTables.FLOWS),
                        new FlowPart(SPLIT, part, Set.of("lab")),
                        0,
                        cut -> Iterators.mapped(
                                cut,
                                piece -> String.join(
                                        ",",
                                        piece.keys().stream()
                                                .map(key -> key.file() + "/" + key.record())
                                                .toList())),
                        Encoders.STRING())
                .collectAsList()
                .stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(key -> key.split("/"))
                .map(key -> new KeyedPiece.Key(key[0], Long.parseLong(key[1])))
                .toList();
    }

    private static final Map<KeyedPiece.Key, Row> ROWS = new HashMap<>();

    private static Row flow(KeyedPiece.Key key) {
        if (ROWS.isEmpty()) {
            lake.read(IngestTables.FLOWS)
                    .collectAsList()
                    .forEach(row -> ROWS.put(
                            new KeyedPiece.Key(row.getAs("source_file"), row.<Long>getAs("source_record")), row));
        }
        return ROWS.get(key);
    }

    private static PieceFiles files(SparkSession spark, Pieces.Shards part, int domain) {
        int width = pieces.domains().get(domain).encoder().width();
        return new PieceFiles(spark.sessionState().newHadoopConf(), part, domain, width, 0, 1);
    }

    private static List<String> contents(SparkSession spark, Pieces.Shards part) {
        List<String> contents = new ArrayList<>();
        for (int domain = 0; domain < 2; domain++) {
            PieceFiles files = files(spark, part, domain);
            for (int group = 0; group < files.groups(); group++) {
                files.read(group).forEach(piece -> contents.add(text(GraphBatch.of(piece, 1))));
            }
            files.close();
        }
        return contents;
    }

    private static Set<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            Set<Path> files = new TreeSet<>();
            all.filter(file -> file.toString().contains("shard="))
                    .filter(Files::isRegularFile)
                    .forEach(files::add);
            return files;
        }
    }
}
