package org.flowfoundry.training.adapt;

import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.features.WindowLength;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.features.host.LongFlows;
import org.flowfoundry.training.sequence.SeriesEncoder;

/**
 * What labels are asked for.
 *
 * @param range the part of the lake whose host windows are labelled
 * @param series how the lake's {@code host_series} puts flows in windows
 * @param windowSeconds length of these windows
 * @param trainedBefore end of the time that may be learned from; null = all of it
 * @param file of labels; null = none is given
 */
public record LabelRequest(
        Lake lake, PartitionRange range, HostSeries series, int windowSeconds, Instant trainedBefore, String file) {

    /** What a model that reads windows by an encoder is to be taught, or judged by. */
    static LabelRequest of(Lake lake, PartitionRange range, SeriesEncoder encoder, Instant trainedBefore, String file) {
        WindowLength window = WindowLength.parse(encoder.windowSeconds() + "s");
        HostSeries series = new HostSeries(window, LongFlows.parse(encoder.longFlows()));
        return new LabelRequest(lake, range, series, encoder.windowSeconds(), trainedBefore, file);
    }

    /** The host windows in range. */
    Dataset<Row> windows() {
        return lake.read(HostSeries.TABLE, range);
    }

    /** What was asked for, in words. */
    String asked() {
        String domains = range.domains().isEmpty() ? "any domain" : "domain " + String.join(", ", range.domains());
        if (range.from() == null && range.to() == null) {
            return domains;
        }
        return domains + " on " + (range.from() == null ? "" : range.from()) + ".."
                + (range.to() == null ? "" : range.to());
    }
}
