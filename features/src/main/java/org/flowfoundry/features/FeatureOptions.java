package org.flowfoundry.features;

import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.features.host.LongFlows;

/**
 * What {@code features} is asked to do.
 *
 * @param lake folder or URI of the lake
 * @param range the flows to read, and so exactly the partitions to replace
 * @param window length of the windows of {@code host_series}
 * @param longFlows the rule for flows longer than a window
 * @param format how the tables are stored
 */
public record FeatureOptions(
        String lake, PartitionRange range, WindowLength window, LongFlows longFlows, TableFormat format) {

    /** 5-minute windows, long flows whole in their first, Parquet. */
    public static FeatureOptions defaults(String lake, PartitionRange range) {
        return new FeatureOptions(lake, range, WindowLength.parse("5m"), LongFlows.FIRST, TableFormat.PARQUET);
    }
}
