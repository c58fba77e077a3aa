package org.flowfoundry.training.sequence;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.training.data.Batches;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class SequenceJobTest {

    private static final List<SeriesFeature> FEATURES = SeriesFeatures.of(List.of("bytes_out", "tcp_flow_share"));
    private static final Split SPLIT = new Split("2024-03-01T01:00:00Z", .25, .25, 3);
    private static final SequenceOptions OPTIONS = new SequenceOptions(PartitionRange.ALL, SPLIT, 8, 4, 3);

    private static final SampleSeries SERIES = new SampleSeries().hosts("campus", 150, 20);

    /** Made once, for the tests that only look. */
    @TempDir
    private static Path shared;

    private static Lake lake;
    private static Sequences made;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make(SparkSession spark) {
        lake = SERIES.write(spark, shared);
        made = run(lake, OPTIONS);
    }

    @Test
    void everyTrainingWindowIsPredictedOnceAndNoOtherIsThere() {
        assertThat(windows(lake, made, made.training()))
                .containsExactlyInAnyOrderElementsOf(expected(lake, Split.Part.TRAINING));
        assertThat(windows(lake, made, made.validation()))
                .containsExactlyInAnyOrderElementsOf(expected(lake, Split.Part.VALIDATION));
        assertThat(made.training().windows())
                .isEqualTo(expected(lake, Split.Part.TRAINING).size());
    }

    @Test
    void noTestHostAndNoTestTimeIsEvenContext() {
        long testFrom = Instant.parse(SPLIT.testFrom()).getEpochSecond();
        for (Sequences.Shards part : List.of(made.training(), made.validation())) {
            Split.Part expected = part == made.training() ? Split.Part.TRAINING : Split.Part.VALIDATION;
            for (SequenceBatch row : rows(lake, made, part)) {
                for (int i = 0; i < row.length(); i++) {
                    assertThat(row.times()[i]).isLessThan(testFrom);
                    if (row.times()[i] > 0) {
                        long host = Math.round(Math.expm1(row.values()[i * 2])) / 1000;
                        assertThat(SPLIT.hostPart("campus", "10.0.0." + host)).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void shardsAreEvenAndMixed() {
        List<Long> rows = made.training().rows();
        assertThat(rows.stream().mapToLong(Long::longValue).max().getAsLong()
                        - rows.stream().mapToLong(Long::longValue).min().getAsLong())
                .isLessThanOrEqualTo(3);
        for (int shard = 0; shard < 3; shard++) {
            Dataset<Row> places = lake.spark().read().parquet(made.training().folder() + "/shard=" + shard);
            assertThat(places.inputFiles()).hasSize(1);
            assertThat(places.select("place").collectAsList().stream().map(row -> row.getLong(0)))
                    .isSorted();
        }
        assertThat(made.padding(made.training())).isLessThan(.2);
    }

    @Test
    void aSkewedHostIsAsRightAsAnyOther(SparkSession spark) {
        SampleSeries series = new SampleSeries().hosts("campus", 30, 5);
        for (int i = 0; i < 5000; i++) {
            series.window("office", "10.9.9.9", i, Map.of("bytes_out", 1_000_000L + i));
        }
        Split hostsOnly = new Split(null, .1, .25, 8);
        assertThat(hostsOnly.hostPart("office", "10.9.9.9")).isEqualTo(Split.Part.TRAINING);
        Lake own = series.write(spark, folder);
        Sequences sequences = run(own, new SequenceOptions(PartitionRange.ALL, hostsOnly, 8, 2, 2));
        Set<Long> busy = new HashSet<>();
        for (long value : windows(own, sequences, sequences.training())) {
            if (value >= 1_000_000) {
                assertThat(busy.add(value)).isTrue();
            }
        }
        assertThat(busy).hasSize(5000);
    }

    @Test
    void whatIsThereIsUsedAgain() throws IOException {
        Set<Path> files = files(shared);
        assertThat(run(lake, OPTIONS)).isEqualTo(made);
        assertThat(files(shared)).isEqualTo(files);
    }

    @Test
    void otherDataHasAnotherVersion() {
        SeriesTable table = SeriesTable.open(lake, PartitionRange.ALL, FEATURES);
        assertThat(DataVersion.of(table, FEATURES, OPTIONS)).isEqualTo(made.version());
        SequenceOptions longer = new SequenceOptions(PartitionRange.ALL, SPLIT, 16, 4, 3);
        Split otherHosts = new Split(SPLIT.testFrom(), .25, .25, 4);
        SequenceOptions drawn = new SequenceOptions(PartitionRange.ALL, otherHosts, 8, 4, 3);
        SeriesTable changed = new SeriesTable(table.rows(), 300, "first", table.windows(), "another");
        assertThat(List.of(
                        DataVersion.of(table, FEATURES, longer),
                        DataVersion.of(table, FEATURES, drawn),
                        DataVersion.of(changed, FEATURES, OPTIONS),
                        DataVersion.of(table, FEATURES.subList(0, 1), OPTIONS)))
                .doesNotHaveDuplicates()
                .doesNotContain(made.version());
    }

    @Test
    void theSameDataMakesTheSameShards(SparkSession spark) {
        Lake copy = SERIES.write(spark, folder);
        Sequences again = run(copy, OPTIONS);
        assertThat(values(copy, again)).isEqualTo(values(lake, made));
    }

    @Test
    void aPartWithoutWindowsIsSaidAndNothingIsLeft(SparkSession spark) throws IOException {
        Split hostsOnly = new Split(null, .1, .25, 8);
        Lake own = new SampleSeries()
                .window("office", "10.9.9.9", 0, Map.of("bytes_out", 1L))
                .window("office", "10.9.9.9", 1, Map.of("bytes_out", 1L))
                .write(spark, folder);
        assertThatThrownBy(() -> run(own, new SequenceOptions(PartitionRange.ALL, hostsOnly, 8, 4, 1)))
                .hasMessage("The validation part of the split has 0 host windows, 0 rows of sequences: too few for 1"
                        + " shards. Give that part a larger share of the hosts, take more days or domains (--date,"
                        + " --domain), or use fewer workers.");
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void workersReadAllRowsOnceAndSeekExactly(SparkSession spark) {
        ShardSource source = new ShardSource(spark.sessionState().newHadoopConf(), made, made.training());
        try (Batches<SequenceBatch> one = source.open(1, 2, 4, 5);
                Batches<SequenceBatch> other = source.open(1, 2, 4, 5)) {
            for (int i = 0; i < 25; i++) {
                one.next();
            }
            other.seek(one.position());
            for (int i = 0; i < 25; i++) {
                assertThat(other.next().values()).isEqualTo(one.next().values());
            }
        }
        assertThatThrownBy(() -> source.open(0, 4, 4, 5))
                .hasMessage(
                        "The training data has 3 shards, fewer than the 4 workers, so some would have nothing to do."
                                + " Use at most 3 workers, or make the data with more shards.");
    }

    @Test
    void aDamagedShardIsSaid(SparkSession spark) throws IOException {
        Sequences.Shards whole = made.training();
        FileUtil.copy(
                lake.fileSystem(),
                new org.apache.hadoop.fs.Path(whole.folder()),
                folder.resolve("copy").toFile(),
                false,
                spark.sessionState().newHadoopConf());
        for (Path file : files(folder)) {
            if (file.toString().endsWith(".parquet")) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 3] ^= 1;
                Files.write(file, bytes);
            }
        }
        Sequences.Shards damaged =
                new Sequences.Shards(folder.resolve("copy").toString(), whole.rows(), whole.tokens(), whole.windows());
        ShardSource source = new ShardSource(spark.sessionState().newHadoopConf(), made, damaged);
        assertThatThrownBy(() -> {
                    try (Batches<SequenceBatch> batches = source.open(0, 1, 4, 5)) {
                        batches.next();
                    }
                })
                .hasMessageContaining("Training data in '")
                .hasMessageContaining("' cannot be read: ")
                .hasMessageContaining(
                        "Delete the folder 'sequences' (of a graph network: 'pieces') among the lake's own files, and");
    }

    private static Sequences run(Lake lake, SequenceOptions options) {
        SeriesTable table = SeriesTable.open(lake, options.range(), FEATURES);
        return SequenceJob.run(lake, table, FEATURES, options, Progress.SILENT);
    }

    /** bytes_out of each window of a part, as the table has it. */
    private static List<Long> expected(Lake lake, Split.Part part) {
        return SeriesTable.open(lake, PartitionRange.ALL, FEATURES)
                .rows()
                .where(SPLIT.condition(part))
                .select(col("bytes_out"))
                .collectAsList()
                .stream()
                .map(row -> row.getLong(0))
                .toList();
    }

    /** bytes_out of each window that is predicted. */
    private static List<Long> windows(Lake lake, Sequences made, Sequences.Shards part) {
        List<Long> windows = new ArrayList<>();
        for (SequenceBatch row : rows(lake, made, part)) {
            for (int i = 0; i < row.length() - 1; i++) {
                if (row.weights()[i] > 0) {
                    float value = row.values()[(i + 1) * row.features()];
                    windows.add(Math.round(Math.expm1(value)));
                }
            }
        }
        return windows;
    }

    private static List<String> values(Lake lake, Sequences made) {
        return rows(lake, made, made.training()).stream()
                .map(row -> Arrays.toString(row.values()))
                .toList();
    }

    private static List<SequenceBatch> rows(Lake lake, Sequences made, Sequences.Shards part) {
        List<SequenceBatch> rows = new ArrayList<>();
        ShardFiles files = new ShardFiles(lake.spark().sessionState().newHadoopConf(), made, part, 0, 1);
        for (int group = 0; group < files.groups(); group++) {
            for (SequenceBatch.RowOf row : files.read(group)) {
                rows.add(SequenceBatch.join(List.of(row)));
            }
        }
        files.close();
        return rows;
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("sequences")
                            || file.toString().contains("shard="))
                    .collect(Collectors.toSet());
        }
    }
}
