package org.flowfoundry.etl.simulate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.flowfoundry.core.job.JobResult;
import org.flowfoundry.etl.simulate.export.ExportCounts;
import org.flowfoundry.etl.simulate.traffic.Label;

/**
 * What was simulated. Packets and bytes are those of the records, both directions, not scaled by sampling: what reading the
 * files must give.
 *
 * @param output the folder as it was named
 * @param networks counts by network
 */
public record SimulateResult(String output, int hours, long seed, SortedMap<String, ExportCounts> networks)
        implements JobResult {

    /** The counts of all networks together. */
    public ExportCounts total() {
        ExportCounts total = new ExportCounts();
        networks.values().forEach(total::add);
        return total;
    }

    @Override
    public Map<String, Object> summary() {
        ExportCounts total = total();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("output", output);
        summary.put("hours", hours);
        summary.put("seed", seed);
        summary.put("files", total.files());
        summary.put("flows", total.flows());
        summary.put("packets", total.packets());
        summary.put("bytes", total.bytes());
        networks.forEach((name, counts) -> summary.put(key(name) + "_flows", counts.flows()));
        for (Label label : Label.values()) {
            summary.put("label_" + label.text(), total.flows(label));
        }
        return summary;
    }

    private static String key(String network) {
        return network.replace('-', '_').toLowerCase(Locale.ROOT);
    }
}
