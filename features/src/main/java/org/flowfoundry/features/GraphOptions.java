package org.flowfoundry.features;

import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;

/**
 * What {@code graph} is asked to do.
 *
 * @param lake folder or URI of the lake
 * @param range the flows to read, and so exactly the partitions to replace
 * @param window length of the windows
 * @param lookBack how many of a host's flows before it a flow is linked to, 1 to 64
 * @param mostGapSeconds the longest time between the starts of two linked flows, up to a day
 * @param starThreshold distinct peers from which a host counts as a scan star or a fan-in, 2 or more
 * @param format how the tables are stored
 */
public record GraphOptions(
        String lake,
        PartitionRange range,
        WindowLength window,
        int lookBack,
        long mostGapSeconds,
        long starThreshold,
        TableFormat format) {

    private static final int MOST_LOOK_BACK = 64;
    private static final long MOST_GAP = 86_400;
    private static final long MOST_PEERS = 1L << 32;

    public GraphOptions {
        require("look-back", lookBack, 1, MOST_LOOK_BACK);
        require("max-gap", mostGapSeconds, 1, MOST_GAP);
        require("star-threshold", starThreshold, 2, MOST_PEERS);
    }

    /** 5-minute windows, links to the 2 flows before within 5 minutes, stars from 20 peers, Parquet. */
    public static GraphOptions defaults(String lake, PartitionRange range) {
        WindowLength window = WindowLength.parse("5m");
        return new GraphOptions(lake, range, window, 2, window.seconds(), 20, TableFormat.PARQUET);
    }

    private static void require(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw FeatureErrors.outOfRange(option, value, least, most);
        }
    }
}
