package org.flowfoundry.training.sequence;

import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.types.NumericType;
import org.flowfoundry.core.lake.ColumnSpec;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.training.TrainingErrors;

/** The columns of {@code host_series} that models read. */
public final class SeriesFeatures {

    /** Numbers that say when and how a window was measured, not what happened in it. */
    private static final List<String> NOT_MEASURED =
            List.of("window_seconds", "windows_since_previous", "silent_windows_before", "quality_flags");

    /** How much, with how many, how spread out, of what kind, and how regularly, in both roles. */
    public static final List<SeriesFeature> DEFAULT = of(List.of(
            "bytes_out",
            "bytes_in",
            "packets_out",
            "packets_in",
            "bytes_max",
            "duration_mean_s",
            "duration_sd_s",
            "flows_as_source",
            "flows_as_destination",
            "distinct_destinations",
            "distinct_sources",
            "distinct_destination_ports_as_source",
            "distinct_destination_ports_as_destination",
            "destinations_entropy",
            "sources_entropy",
            "destination_ports_as_source_entropy",
            "destination_ports_as_destination_entropy",
            "tcp_flow_share",
            "udp_flow_share",
            "icmp_flow_share",
            "syn_only_share",
            "rst_share",
            "start_gap_mean_s_as_source",
            "start_gap_mean_s_as_destination"));

    private SeriesFeatures() {}

    /** Features by the names of their columns; shares and entropies are taken as they are, all else on a log scale. */
    public static List<SeriesFeature> of(List<String> columns) {
        List<String> known = known();
        if (columns.isEmpty() || columns.size() > SeriesEncoder.MOST_FEATURES) {
            throw TrainingErrors.featureCount(columns.size(), SeriesEncoder.MOST_FEATURES);
        }
        TreeSet<String> seen = new TreeSet<>();
        for (String column : columns) {
            if (!known.contains(column)) {
                throw TrainingErrors.unknownFeature(column, known);
            }
            if (!seen.add(column)) {
                throw TrainingErrors.featureTwice(column);
            }
        }
        return columns.stream()
                .map(column -> new SeriesFeature(column, scale(column)))
                .toList();
    }

    /** The columns that can be features, in the order of the table. */
    public static List<String> known() {
        return HostSeries.TABLE.columns().stream()
                .filter(column -> column.type() instanceof NumericType && !NOT_MEASURED.contains(column.name()))
                .map(ColumnSpec::name)
                .toList();
    }

    private static SeriesFeature.Scale scale(String column) {
        boolean linear = column.endsWith("_share") || column.endsWith("_entropy");
        return linear ? SeriesFeature.Scale.LINEAR : SeriesFeature.Scale.LOG;
    }
}
