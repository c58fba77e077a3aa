package org.flowfoundry.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class SeriesWindowsTest {

    private static final List<SeriesFeature> FEATURES = SeriesFeatures.of(List.of("bytes_out", "tcp_flow_share"));

    @TempDir
    private Path folder;

    @Test
    void aScoringJobSeesEveryWindowOnce(SparkSession spark) {
        Lake lake =
                new SampleSeries().hosts("campus", 40, 30).hosts("office", 5, 1).write(spark, folder);
        Dataset<Row> sorted = SeriesWindows.sorted(table(lake).rows(), FEATURES, 3);
        MapPartitionsFunction<Row, String> scored = rows -> {
            List<String> keys = new ArrayList<>();
            SegmentRule rule = SegmentRule.half(16, 300);
            new KeyedBatches(SeriesWindows.read(rows, FEATURES), rule, 2, 4).forEachRemaining(batch -> batch.fresh()
                    .forEach(key -> keys.add(key.domain() + " " + key.host() + " " + key.start())));
            return keys.iterator();
        };
        List<String> keys = sorted.mapPartitions(scored, Encoders.STRING()).collectAsList();
        assertThat(keys).hasSize(1205).doesNotHaveDuplicates();
        assertThat(keys).contains("office 10.0.0.4 " + SampleSeries.START.getEpochSecond());
    }

    @Test
    void valuesAreTransformedAndNullsAreNaN(SparkSession spark) {
        Lake lake = new SampleSeries()
                .window("campus", "a", 1, Map.of("tcp_flow_share", .25))
                .window("campus", "a", 0, Map.of("bytes_out", 100L))
                .write(spark, folder);
        Iterator<SeriesWindow> windows = windows(lake);
        SeriesWindow first = windows.next();
        assertThat(first.start()).isEqualTo(SampleSeries.START.getEpochSecond());
        assertThat(first.values()).containsExactly((float) Math.log(101), Float.NaN);
        assertThat(windows.next().values()).containsExactly(Float.NaN, .25f);
        assertThat(windows).isExhausted();
    }

    @Test
    void aValueThatIsNoNumberIsSaid(SparkSession spark) {
        Lake lake = new SampleSeries()
                .window("campus", "10.0.0.1", 0, Map.of("tcp_flow_share", Double.NaN))
                .write(spark, folder);
        Iterator<SeriesWindow> windows = windows(lake);
        assertThatThrownBy(windows::next)
                .hasMessage("Column tcp_flow_share of host_series is NaN in the window of host 10.0.0.1, domain campus,"
                        + " that starts at 2024-03-01T00:00:00Z. Make the table again with `flowfoundry features`, or"
                        + " leave the column out of the features.");
    }

    private static SeriesTable table(Lake lake) {
        return SeriesTable.open(lake, PartitionRange.ALL, FEATURES);
    }

    private static Iterator<SeriesWindow> windows(Lake lake) {
        List<Row> rows = SeriesWindows.sorted(table(lake).rows(), FEATURES, 1).collectAsList();
        return SeriesWindows.read(rows.iterator(), FEATURES);
    }
}
