package org.flowfoundry.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class EncoderFitTest {

    private static final List<SeriesFeature> FEATURES =
            SeriesFeatures.of(List.of("bytes_out", "flows_as_source", "tcp_flow_share", "rst_share", "syn_share"));

    @TempDir
    private Path folder;

    @Test
    void binsHoldEqualSharesAndSmallCountsHaveTheirOwn(SparkSession spark) {
        SplittableRandom random = new SplittableRandom(1);
        SampleSeries series = new SampleSeries();
        for (int i = 0; i < 4000; i++) {
            // Bytes spread evenly over the logarithms; a third of the windows without flows, most others with one.
            long bytes = (long) Math.exp(random.nextDouble(2, 15));
            long flows = i % 3 == 0 ? 0 : i % 10 == 1 ? 5 + i % 7 : 1;
            series.window(
                    "campus",
                    "10.0.0." + i % 50,
                    i,
                    Map.of(
                            "bytes_out",
                            bytes,
                            "flows_as_source",
                            flows,
                            "tcp_flow_share",
                            1.0,
                            "rst_share",
                            0.0,
                            "windows_since_previous",
                            1 + i % 4));
        }
        List<String> notes = new ArrayList<>();
        SeriesEncoder encoder = fit(series.write(spark, folder), FEATURES, 10, notes);
        FeatureBins bytes = encoder.features().get(0);
        assertThat(bytes.used()).isEqualTo(10);
        for (int bin = 2; bin < 10; bin++) {
            assertThat(bytes.shares()[bin]).isCloseTo(1 / 8f, within(.003f));
        }
        FeatureBins flows = encoder.features().get(1);
        assertThat(flows.shares()[SeriesEncoder.ZERO]).isCloseTo(1 / 3f, within(.001f));
        assertThat(flows.tops()[0]).isEqualTo(flows.edges()[0]).isEqualTo((float) Math.log(2));
        assertThat(flows.used()).isEqualTo(10);
        assertThat(encoder.elapsedEdges()).containsExactly(1, 2, 3, 4);
        assertThat(notes)
                .containsExactly(
                        "Features that tell nothing here are kept, for other networks: tcp_flow_share is 1.0 in"
                                + " all windows, rst_share is 0 in all windows, syn_share is null in all windows");
        assertThat(encoder.features().get(2).shares()).containsExactly(0, 0, 1);
        assertThat(encoder.features().get(3).shares()).containsExactly(0, 1, 0);
        assertThat(encoder.features().get(4).shares()).containsExactly(1, 0, 0);
        assertThat(encoder.bin(4, .7f)).isEqualTo(2);
    }

    @Test
    void valuesThatAreNoNumbersAreRefused(SparkSession spark) {
        SampleSeries series = new SampleSeries().hosts("campus", 20, 20);
        series.window("campus", "10.1.1.1", 0, Map.of("tcp_flow_share", Double.NaN));
        series.window("campus", "10.1.1.1", 1, Map.of("tcp_flow_share", Double.POSITIVE_INFINITY));
        series.window("campus", "10.1.1.1", 2, Map.of("tcp_flow_share", -1.0));
        Lake lake = series.write(spark, folder);
        assertThatThrownBy(() -> fit(lake, FEATURES, 32, new ArrayList<>()))
                .isInstanceOf(UserException.class)
                .hasMessage("Column tcp_flow_share of host_series is NaN, infinite or negative in 3 windows. Make the"
                        + " table again with `flowfoundry features`, or leave the column out of the features.");
    }

    @Test
    void tooFewWindowsAndImpossibleBinsAreRefused(SparkSession spark) {
        Lake lake = new SampleSeries().hosts("campus", 9, 11).write(spark, folder);
        assertThatThrownBy(() -> fit(lake, FEATURES, 32, new ArrayList<>()))
                .hasMessage("Only 99 host windows can be trained on, of 100 needed. Take more days or domains (--date,"
                        + " --domain), or smaller windows in features.");
        assertThatThrownBy(() -> fit(lake, FEATURES, 3, new ArrayList<>()))
                .hasMessage("An encoder of 3 bins cannot be: give a number between 4 and 1024.");
    }

    private static SeriesEncoder fit(Lake lake, List<SeriesFeature> features, int bins, List<String> notes) {
        SeriesTable table = SeriesTable.open(lake, PartitionRange.ALL, features);
        return EncoderFit.fit(table, table.rows(), features, bins, new Progress() {
            @Override
            public void stage(String name) {}

            @Override
            public void update(long rows, long bytes, double done) {}

            @Override
            public void note(String message) {
                notes.add(message);
            }
        });
    }
}
