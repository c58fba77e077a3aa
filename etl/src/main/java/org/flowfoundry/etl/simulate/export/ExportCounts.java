package org.flowfoundry.etl.simulate.export;

import java.util.EnumMap;
import java.util.Map;
import org.flowfoundry.etl.simulate.traffic.Conversation;
import org.flowfoundry.etl.simulate.traffic.Label;

/** How much a network exported, as the records say it: packets and bytes of both directions, not scaled. */
public final class ExportCounts {

    private final Map<Label, Long> flowsByLabel = new EnumMap<>(Label.class);
    private long files;
    private long flows;
    private long packets;
    private long bytes;

    void addFile() {
        files++;
    }

    void add(ExportedFlow flow) {
        Conversation counted = flow.counted();
        flows++;
        packets += counted.packets();
        bytes += counted.forward().bytes() + counted.reverse().bytes();
        flowsByLabel.merge(counted.cause().label(), 1L, Long::sum);
    }

    /** Adds what another network exported. */
    public void add(ExportCounts other) {
        files += other.files;
        flows += other.flows;
        packets += other.packets;
        bytes += other.bytes;
        other.flowsByLabel.forEach((label, count) -> flowsByLabel.merge(label, count, Long::sum));
    }

    public long files() {
        return files;
    }

    public long flows() {
        return flows;
    }

    public long packets() {
        return packets;
    }

    public long bytes() {
        return bytes;
    }

    public long flows(Label label) {
        return flowsByLabel.getOrDefault(label, 0L);
    }
}
