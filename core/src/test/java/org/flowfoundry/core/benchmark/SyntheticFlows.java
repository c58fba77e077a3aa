package org.flowfoundry.core.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.flow.FlowBatch;

/**
 * Flows with about the spread of a campus network: Zipf-like hosts (20 thousand local, a million remote, one in ten IPv6),
 * millisecond times in order, 1 % of rows with attributes. Not real traffic.
 */
final class SyntheticFlows {

    private static final int LOCAL_HOSTS = 20_000;
    private static final int REMOTE_HOSTS = 1_000_000;
    private static final int[] PROTOCOLS = {6, 6, 6, 17, 17, 17, 17, 1};
    private static final int[] SERVICES = {443, 443, 443, 53, 53, 80, 22, 123, 8080};

    private final SplittableRandom random = new SplittableRandom(1);
    private long record;

    List<FlowBatch> batches(int rows) {
        List<FlowBatch> batches = new ArrayList<>();
        while (record < rows) {
            FlowBatch batch = new FlowBatch();
            while (!batch.isFull() && record < rows) {
                add(batch);
            }
            batches.add(batch);
        }
        return batches;
    }

    private void add(FlowBatch batch) {
        int row = batch.rows();
        long start = 1_700_000_000_000_000L + record * 40 / 1000 * 1000;
        long duration = zipf(100_000);
        batch.flowStart.set(row, start);
        batch.flowEnd.set(row, start + duration * 1000);
        batch.durationMs.set(row, duration);
        batch.exportTime.set(row, start / 1_000_000 * 1_000_000);
        address(batch.sourceAddress, row, zipf(LOCAL_HOSTS), 10 << 24);
        address(batch.destinationAddress, row, zipf(REMOTE_HOSTS), 90 << 24);
        int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
        batch.protocol.set(row, protocol);
        if (protocol == 1) {
            batch.icmpType.set(row, 8);
            batch.icmpCode.set(row, 0);
        } else {
            batch.sourcePort.set(row, 32_768 + random.nextInt(28_000));
            batch.destinationPort.set(row, SERVICES[random.nextInt(SERVICES.length)]);
        }
        long packets = 1L + zipf(10_000);
        batch.packets.set(row, packets);
        batch.bytes.set(row, packets * (40 + random.nextInt(1460)));
        batch.tcpFlags.set(row, protocol == 6 ? random.nextInt(64) : 0);
        batch.tos.set(row, random.nextInt(20) == 0 ? 8 : 0);
        batch.samplingInterval.set(row, 1);
        batch.samplingSource.set(row, "header");
        batch.exporterAddress.setIpv4(row, (172 << 24) + random.nextInt(4));
        batch.observationDomainId.set(row, 1);
        batch.ingressInterface.set(row, random.nextInt(8));
        batch.egressInterface.set(row, random.nextInt(8));
        batch.sourceAs.set(row, 65_000);
        batch.destinationAs.set(row, zipf(5000));
        if (random.nextInt(100) == 0) {
            batch.attributes.put(row, "flowId", Long.toString(record));
            batch.attributes.put(row, "ipNextHopIPv4Address", "192.0.2." + random.nextInt(8));
        }
        batch.sourceFile.set(row, "nfcapd.202311142200");
        batch.sourceRecord.set(row, record);
        batch.sourceOffset.set(row, 276 + record * 64);
        batch.qualityFlags.set(row, random.nextInt(100) == 0 ? 4 : 0);
        batch.endRow();
        record++;
    }

    private void address(AddressColumn column, int row, int host, int network) {
        int mixed = host * 0x9E37_79B1;
        if (host % 10 == 0) {
            column.setIpv6(row, 0x2001_0db8_0000_0000L + (long) network, Integer.toUnsignedLong(mixed));
        } else {
            column.setIpv4(row, network + (mixed >>> 8));
        }
    }

    /** Small numbers far more often than great ones. */
    private int zipf(int most) {
        return (int) Math.pow(most, random.nextDouble()) - 1;
    }
}
