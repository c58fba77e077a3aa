package org.flowfoundry.features;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.features.flow.FlowFeatures;
import org.flowfoundry.features.host.HostSeries;

/**
 * From {@code flows} to {@code flow_features} and {@code host_series}. Each run replaces exactly the partitions it was asked
 * for, so doing it again changes nothing. A flow that reaches into the date after the range, under the prorated rule,
 * has its part there once that date is computed.
 */
public final class FeaturesJob {

    private FeaturesJob() {}

    public static FeatureResult run(SparkSession spark, FeatureOptions options, Progress progress) {
        Lake lake = Lake.open(spark, options.lake());
        progress.stage("reading flows");
        FlowInput flows = FlowInput.of(lake, options.range());
        progress.stage("flow features");
        long features =
                lake.replace(FlowFeatures.TABLE, FlowFeatures.of(flows.rows()), options.range(), options.format());
        progress.update(features, -1, 1);
        progress.stage("host series");
        long hostWindows = lake.replace(HostSeries.TABLE, series(lake, options), options.range(), options.format());
        progress.update(hostWindows, -1, 1);
        return new FeatureResult(flows.total(), flows.withoutTime(), features, hostWindows);
    }

    private static Dataset<Row> series(Lake lake, FeatureOptions options) {
        HostSeries series = new HostSeries(options.window(), options.longFlows());
        PartitionRange range = options.range();
        LocalDate from = range.from();
        if (from == null) {
            return series.of(lake.read(IngestTables.FLOWS, range)).where(range.condition());
        }
        PartitionRange withDaysBefore =
                new PartitionRange(range.domains(), from.minusDays(series.daysBefore()), range.to());
        return series.of(lake.read(IngestTables.FLOWS, withDaysBefore), from).where(range.condition());
    }
}
