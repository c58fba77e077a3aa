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
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.training.data.Batches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class SequenceJobTest {

    private static final List<SeriesFeature> FEATURES = SeriesFeatures.of(List.of("bytes_out", "tcp_flow_share"));
    private static final Split SPLIT = new Split("2024-03-01T01:00:00Z", .25, .25, 3);
    private static final SequenceOptions OPTIONS = new SequenceOptions(PartitionRange.ALL, SPLIT, 8, 4, 3);

    @TempDir
    private Path folder;

    @Test
    void everyTrainingWindowIsPredictedOnceAndNoOtherIsThere(SparkSession spark) {
        Lake lake = new SampleSeries()
                .hosts("campus", 60, 20)
                .hosts("office", 20, 3)
                .write(spark, folder);
        Sequences made = run(lake, OPTIONS);
        assertThat(windows(lake, made, made.training()))
                .containsExactlyInAnyOrderElementsOf(expected(lake, Split.Part.TRAINING));
        assertThat(windows(lake, made, made.validation()))
                .containsExactlyInAnyOrderElementsOf(expected(lake, Split.Part.VALIDATION));
        assertThat(made.training().windows())
                .isEqualTo(expected(lake, Split.Part.TRAINING).size());
    }

    @Test
    void noTestHostAndNoTestTimeIsEvenContext(SparkSession spark) {
        Lake lake = new SampleSeries().hosts("campus", 60, 20).write(spark, folder);
        Sequences made = run(lake, OPTIONS);
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
    void shardsAreEvenAndMixed(SparkSession spark) {
        Lake lake = new SampleSeries().hosts("campus", 400, 10).write(spark, folder);
        Sequences made = run(lake, OPTIONS);
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
        assertThat(made.padding(made.training())).isLessThan(.1);
    }

    @Test
    void aSkewedHostIsAsRightAsAnyOther(SparkSession spark) {
        SampleSeries series = new SampleSeries().hosts("campus", 30, 5);
        for (int i = 0; i < 5000; i++) {
            series.window("office", "10.9.9.9", i, Map.of("bytes_out", 1_000_000L + i));
        }
        Split hostsOnly = new Split(null, .1, .25, 8);
        assertThat(hostsOnly.hostPart("office", "10.9.9.9")).isEqualTo(Split.Part.TRAINING);
        Lake lake = series.write(spark, folder);
        Sequences made = run(lake, new SequenceOptions(PartitionRange.ALL, hostsOnly, 8, 2, 2));
        Set<Long> busy = new HashSet<>();
        for (long value : windows(lake, made, made.training())) {
            if (value >= 1_000_000) {
                assertThat(busy.add(value)).isTrue();
            }
        }
        assertThat(busy).hasSize(5000);
    }

    @Test
    void whatIsThereIsUsedAgainUntilTheTableOrTheOptionsChange(SparkSession spark) throws IOException {
        Lake lake = new SampleSeries().hosts("campus", 60, 20).write(spark, folder);
        Sequences first = run(lake, OPTIONS);
        Set<Path> files = files();
        assertThat(run(lake, OPTIONS)).isEqualTo(first);
        assertThat(files()).isEqualTo(files);
        SequenceOptions other = new SequenceOptions(PartitionRange.ALL, SPLIT, 16, 4, 3);
        assertThat(run(lake, other).version()).isNotEqualTo(first.version());
        new SampleSeries().hosts("campus", 61, 20).write(spark, folder);
        assertThat(run(lake, OPTIONS).version()).isNotEqualTo(first.version());
    }

    @Test
    void theSameDataMakesTheSameShards(SparkSession spark) throws IOException {
        Lake lake = new SampleSeries().hosts("campus", 60, 20).write(spark, folder);
        Sequences first = run(lake, OPTIONS);
        List<String> before = values(lake, first);
        lake.fileSystem().delete(lake.ownPath("sequences"), true);
        Sequences second = run(lake, OPTIONS);
        assertThat(values(lake, second)).isEqualTo(before);
    }

    @Test
    void aRunThatFailsLeavesNothing(SparkSession spark) throws IOException {
        Lake lake = new SampleSeries().hosts("campus", 60, 20).write(spark, folder);
        SequenceOptions many = new SequenceOptions(PartitionRange.ALL, SPLIT, 64, 4, 300);
        assertThatThrownBy(() -> run(lake, many))
                .hasMessageContaining("host windows, ")
                .hasMessageContaining("rows of sequences: too few for 300 shards. Give that part a larger share");
        assertThat(files()).isEmpty();
    }

    @Test
    void workersReadAllRowsOnceAndSeekExactly(SparkSession spark) {
        Lake lake = new SampleSeries().hosts("campus", 300, 12).write(spark, folder);
        Sequences made = run(lake, OPTIONS);
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
        Lake lake = new SampleSeries().hosts("campus", 60, 20).write(spark, folder);
        Sequences made = run(lake, OPTIONS);
        for (Path file : files()) {
            if (file.toString().endsWith(".parquet")) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 3] ^= 1;
                Files.write(file, bytes);
            } else if (file.toString().endsWith(".crc")) {
                Files.delete(file);
            }
        }
        ShardSource source = new ShardSource(spark.sessionState().newHadoopConf(), made, made.training());
        assertThatThrownBy(() -> {
                    try (Batches<SequenceBatch> batches = source.open(0, 1, 4, 5)) {
                        batches.next();
                    }
                })
                .hasMessageContaining("Training data in '")
                .hasMessageContaining("' cannot be read: ")
                .hasMessageContaining("Delete the folder 'sequences' among the lake's own files, and train again");
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

    private Set<Path> files() throws IOException {
        Path sequences = folder.resolve("_flowfoundry/sequences");
        if (!Files.exists(sequences)) {
            return Set.of();
        }
        try (Stream<Path> all = Files.walk(sequences)) {
            return new HashSet<>(all.filter(Files::isRegularFile).toList());
        }
    }
}
