package org.flowfoundry.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.features.flow.FlowFeatures;
import org.flowfoundry.features.graph.GraphTables;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.features.host.LongFlows;
import org.flowfoundry.features.testing.SampleFlows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class JobsTest {

    private static final List<TableSpec> GRAPH = List.of(
            GraphTables.VERTICES,
            GraphTables.EDGES,
            GraphTables.DEGREES,
            GraphTables.COMPONENTS,
            GraphTables.PAGERANK,
            GraphTables.COMMUNITIES,
            GraphTables.MOTIFS);

    @TempDir
    Path folder;

    @Test
    void datedRunsGiveTheTableOfOneRunAndRepeatsChangeNothing(SparkSession spark) {
        Lake whole = lake(spark, "whole");
        FeaturesJob.run(spark, options(whole, null, LongFlows.PRORATED), Progress.SILENT);
        Lake dated = lake(spark, "dated");
        for (String date : List.of("2026-03-11", "2026-03-10", "2026-03-11")) {
            FeaturesJob.run(spark, options(dated, date, LongFlows.PRORATED), Progress.SILENT);
        }
        for (TableSpec table : List.of(FlowFeatures.TABLE, HostSeries.TABLE)) {
            assertSame(whole.read(table, PartitionRange.days("2026-03-10..2026-03-11")), dated.read(table));
        }
    }

    @Test
    void resultsCountFlowsWithoutTime(SparkSession spark) {
        Lake lake = lake(spark, "counts");
        FeatureResult result = FeaturesJob.run(spark, options(lake, null, LongFlows.FIRST), Progress.SILENT);
        assertThat(result.flows()).isEqualTo(401);
        assertThat(result.flowsWithoutTime()).isEqualTo(1);
        assertThat(result.flowFeatures()).isEqualTo(401);
        assertThat(result.hostWindows()).isEqualTo(lake.read(HostSeries.TABLE).count());
        assertThat(result.summary().keySet())
                .containsExactly("flows", "flows_without_time", "flow_features", "host_series");
    }

    @Test
    void graphRepeatsAndCleansUp(SparkSession spark) throws Exception {
        Lake lake = lake(spark, "graph");
        PartitionRange days = PartitionRange.days("2026-03-10");
        GraphResult first = GraphJob.run(spark, GraphOptions.defaults(lake.uri(), days), Progress.SILENT);
        List<Dataset<Row>> before = GRAPH.stream()
                .map(table -> spark.createDataFrame(lake.read(table).collectAsList(), table.schema()))
                .toList();
        GraphResult second = GraphJob.run(spark, GraphOptions.defaults(lake.uri(), days), Progress.SILENT);
        assertThat(second).isEqualTo(first);
        for (int i = 0; i < GRAPH.size(); i++) {
            assertThat(before.get(i).count())
                    .isEqualTo(first.rows().get(GRAPH.get(i).name()));
            assertSame(before.get(i), lake.read(GRAPH.get(i)));
        }
        Path checkpoints = folder.resolve("graph/_flowfoundry/checkpoints");
        try (var left = Files.list(checkpoints)) {
            assertThat(left).isEmpty();
        }
        assertThat(spark.sharedState().cacheManager().isEmpty()).isTrue();
    }

    @Test
    void tablesMayBeDelta(SparkSession spark) {
        Lake lake = lake(spark, "delta");
        PartitionRange day = PartitionRange.days("2026-03-10");
        FeaturesJob.run(
                spark,
                new FeatureOptions(lake.uri(), day, WindowLength.parse("1h"), LongFlows.FIRST, TableFormat.DELTA),
                Progress.SILENT);
        assertThat(lake.format(HostSeries.TABLE)).isEqualTo(TableFormat.DELTA);
        assertThat(lake.read(HostSeries.TABLE)
                        .schema()
                        .apply("window_start")
                        .getComment()
                        .get())
                .startsWith("Start of the window");
    }

    @Test
    void noFlowsForTheRangeSaysWhichThereAre(SparkSession spark) {
        Lake lake = lake(spark, "none");
        assertThatThrownBy(() -> FeaturesJob.run(spark, options(lake, "2020-01-01", LongFlows.FIRST), Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("No flows for any domain on 2020-01-01..2020-01-01")
                .hasMessageContaining("domain lab on 2026-03-10..2026-03-13");
        PartitionRange other = new PartitionRange(List.of("office"), null, null);
        assertThatThrownBy(() -> GraphJob.run(spark, GraphOptions.defaults(lake.uri(), other), Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("No flows for domain office in lake");
    }

    @Test
    void noLakeIsAUserError(SparkSession spark) {
        PartitionRange all = PartitionRange.ALL;
        FeatureOptions options =
                FeatureOptions.defaults(folder.resolve("absent").toString(), all);
        assertThatThrownBy(() -> FeaturesJob.run(spark, options, Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("There is no lake");
    }

    private static FeatureOptions options(Lake lake, String date, LongFlows rule) {
        PartitionRange range = date == null ? PartitionRange.ALL : PartitionRange.days(date);
        return new FeatureOptions(lake.uri(), range, WindowLength.parse("1h"), rule, TableFormat.PARQUET);
    }

    /** Flows on four days, of which the last has but one, and one without time. */
    private Lake lake(SparkSession spark, String name) {
        Lake lake = Lake.open(spark, folder.resolve(name).toString());
        SampleFlows flows = SampleFlows.random(5, 399, 71);
        flows.flow(3 * 86_400 + 5, "10.0.0.6", "198.51.100.7");
        flows.flow(100, "10.0.0.6", "198.51.100.7").with("flow_start", null).with("flow_end", null);
        lake.replace(IngestTables.FLOWS, flows.dataset(spark), PartitionRange.ALL, TableFormat.DELTA);
        return lake;
    }

    private static void assertSame(Dataset<Row> expected, Dataset<Row> actual) {
        assertThat(actual.count()).isEqualTo(expected.count());
        assertThat(expected.exceptAll(actual).limit(3).collectAsList()).isEmpty();
    }
}
