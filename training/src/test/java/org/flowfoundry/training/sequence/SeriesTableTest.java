package org.flowfoundry.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class SeriesTableTest {

    private static final List<SeriesFeature> FEATURES = SeriesFeatures.of(List.of("bytes_out"));

    @TempDir
    private Path folder;

    @Test
    void aTableOfOneMakeIsOpened(SparkSession spark) {
        Lake lake = new SampleSeries().hosts("campus", 3, 4).write(spark, folder, TableFormat.DELTA);
        SeriesTable table = open(lake);
        assertThat(table.windows()).isEqualTo(12);
        assertThat(table.windowSeconds()).isEqualTo(300);
        assertThat(table.version()).endsWith("@1").isEqualTo(open(lake).version());
        SeriesEncoder hourly = new SeriesEncoder(
                3600, "prorated", 10, SampleEncoders.even(1, 10).features(), new int[] {1}, new int[] {1}, new float[] {
                    1
                });
        assertThatThrownBy(() -> table.check(hourly))
                .hasMessage("The model reads windows of 3600 s with long flows prorated, but table host_series holds"
                        + " windows of 300 s with long flows first. Make the table again with `flowfoundry features"
                        + " --window 3600s --long-flows prorated`, or take a model of such windows.");
        table.check(SampleEncoders.even(1, 10));
    }

    @Test
    void twoMakesInOneTableAreRefused(SparkSession spark) {
        Map<String, Object> minutes = Map.of("window_seconds", 60);
        Lake lake = new SampleSeries()
                .hosts("campus", 3, 4)
                .window("campus", "a", 1, minutes)
                .write(spark, folder.resolve("seconds"));
        assertThatThrownBy(() -> open(lake))
                .hasMessage("Table host_series holds both windows of 60 s and windows of 300 s, which no one model can"
                        + " read. Make all dates again with `flowfoundry features` and the same --window and"
                        + " --long-flows, or choose dates with --date.");
        Lake rules = new SampleSeries()
                .hosts("campus", 3, 4)
                .window("campus", "a", 1, Map.of("long_flows", "prorated"))
                .write(spark, folder.resolve("rules"));
        assertThatThrownBy(() -> open(rules)).hasMessageContaining("both long flows first and long flows prorated");
    }

    @Test
    void aTableOfAnotherVersionIsRefused(SparkSession spark) throws Exception {
        Path partition = folder.resolve("host_series/domain=campus/date=2024-03-01");
        spark.sql("select 'a' host, timestamp'2024-03-01' window_start, 300 window_seconds, 'first' long_flows,"
                        + " 1 windows_since_previous, 1.5f bytes_out")
                .write()
                .parquet(partition.toString());
        Files.createDirectories(folder.resolve("_flowfoundry"));
        Files.createFile(folder.resolve("host_series/_SUCCESS"));
        Lake lake = Lake.open(spark, folder.toString());
        assertThatThrownBy(() -> open(lake))
                .hasMessage("Column bytes_out of table host_series in lake '" + lake.uri() + "' is of type float, not"
                        + " bigint: another version of the program made it. Make all dates again with `flowfoundry"
                        + " features`.");
        assertThatThrownBy(() -> SeriesTable.open(lake, PartitionRange.ALL, SeriesFeatures.of(List.of("bytes_in"))))
                .hasMessage("Table host_series in lake '" + lake.uri() + "' has no column bytes_in: another version of"
                        + " the program made it. Make all dates again with `flowfoundry features`.");
    }

    @Test
    void anEmptyRangeIsSaid(SparkSession spark) {
        Lake lake = new SampleSeries().hosts("campus", 3, 4).write(spark, folder);
        assertThatThrownBy(() -> SeriesTable.open(lake, PartitionRange.days("2020-01-01"), FEATURES))
                .hasMessage("Table host_series in lake '" + lake.uri() + "' has no rows of the domains and dates asked"
                        + " for. Run `flowfoundry features` first, or choose others with --domain and --date.");
        assertThatThrownBy(() -> SeriesTable.open(lake, new PartitionRange(List.of("capmus"), null, null), FEATURES))
                .hasMessageContaining("asked for. There is no domain 'capmus'. Did you mean campus? Run");
        assertThatThrownBy(() -> SeriesTable.open(lake, new PartitionRange(List.of("zeek"), null, null), FEATURES))
                .hasMessageContaining("asked for. There is no domain 'zeek', but campus. Run");
    }

    private static SeriesTable open(Lake lake) {
        return SeriesTable.open(lake, PartitionRange.ALL, FEATURES);
    }
}
