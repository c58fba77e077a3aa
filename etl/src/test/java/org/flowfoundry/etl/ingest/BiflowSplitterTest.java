package org.flowfoundry.etl.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.flowfoundry.core.flow.FlowBatch;
import org.junit.jupiter.api.Test;

class BiflowSplitterTest {

    private final FlowBatch batch = new FlowBatch(4);
    private final BiflowSplitter splitter = new BiflowSplitter();

    @Test
    void onewayRowsAreLeftAlone() {
        batch.packets.set(0, 1);
        batch.endRow();

        assertThat(splitter.apply(batch)).isSameAs(batch);
    }

    @Test
    void reverseRowHasEndsSwappedAndReverseCountersAsItsOwn() {
        biflow(3, 2);

        FlowBatch rows = splitter.apply(batch);

        assertThat(rows.rows()).isEqualTo(2);
        assertThat(rows.packets.get(0)).isEqualTo(3);
        assertThat(rows.tcpFlags.get(0)).isEqualTo(0x02);
        assertThat(rows.reversePackets.isNull(0)).isTrue();
        assertThat(rows.sourceAddress.text(1)).isEqualTo("10.0.0.2");
        assertThat(rows.destinationAddress.text(1)).isEqualTo("10.0.0.1");
        assertThat(rows.sourcePort.get(1)).isEqualTo(443);
        assertThat(rows.destinationPort.get(1)).isEqualTo(50_000);
        assertThat(rows.ingressInterface.get(1)).isEqualTo(8);
        assertThat(rows.egressInterface.get(1)).isEqualTo(7);
        assertThat(rows.sourceAs.isNull(1)).isTrue();
        assertThat(rows.destinationAs.get(1)).isEqualTo(64_500);
        assertThat(rows.packets.get(1)).isEqualTo(2);
        assertThat(rows.bytes.get(1)).isEqualTo(200);
        assertThat(rows.tcpFlags.get(1)).isEqualTo(0x12);
        assertThat(rows.flowStart.get(1)).isEqualTo(1_000_000);
        assertThat(rows.sourceRecord.get(1)).isEqualTo(rows.sourceRecord.get(0)).isEqualTo(5);
        assertThat(rows.tos.isNull(1)).isTrue();
        assertThat(rows.reversePackets.isNull(1)).isTrue();
        assertThat(rows.attributes.get(0)).isEqualTo(Map.of("sourceMacAddress", "a", "x", "y"));
        assertThat(rows.attributes.get(1)).isEqualTo(Map.of("destinationMacAddress", "a", "x", "y"));
    }

    @Test
    void directionWithoutPacketsGetsNoRow() {
        biflow(0, 2);
        biflow(3, 0);

        FlowBatch rows = splitter.apply(batch);

        assertThat(rows.rows()).isEqualTo(2);
        assertThat(rows.sourceAddress.text(0)).isEqualTo("10.0.0.2");
        assertThat(rows.sourceAddress.text(1)).isEqualTo("10.0.0.1");
    }

    @Test
    void recordWithoutAnyPacketStays() {
        biflow(0, 0);

        assertThat(splitter.apply(batch).rows()).isEqualTo(1);
        assertThat(splitter.apply(batch).sourceAddress.text(0)).isEqualTo("10.0.0.1");
    }

    private void biflow(long packets, long reversePackets) {
        int row = batch.rows();
        batch.flowStart.set(row, 1_000_000);
        batch.sourceAddress.setIpv4(row, 0x0a000001);
        batch.destinationAddress.setIpv4(row, 0x0a000002);
        batch.sourcePort.set(row, 50_000);
        batch.destinationPort.set(row, 443);
        batch.ingressInterface.set(row, 7);
        batch.egressInterface.set(row, 8);
        batch.sourceAs.set(row, 64_500);
        batch.packets.set(row, packets);
        batch.bytes.set(row, packets * 100);
        batch.tcpFlags.set(row, 0x02);
        batch.tos.set(row, 4);
        batch.reversePackets.set(row, reversePackets);
        batch.reverseBytes.set(row, reversePackets * 100);
        batch.reverseTcpFlags.set(row, 0x12);
        batch.sourceRecord.set(row, 5);
        batch.attributes.put(row, "sourceMacAddress", "a");
        batch.attributes.put(row, "x", "y");
        batch.endRow();
    }
}
