package org.flowfoundry.etl.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.testing.DecodedFlow;

/** Flows of all kinds: both address families, with and without ports, ICMP, both directions, values there and not. */
final class SampleFlows {

    /** 2026-06-01T00:00:00Z in microseconds. */
    static final long START = 1_780_272_000_000_000L;

    private static final int[] PROTOCOLS = {6, 17, 1, 58, 47};
    private static final List<String> SAMPLING = List.of("header", "options", "config");

    private final Random random = new Random(7);
    private final boolean ipfix;

    private SampleFlows(boolean ipfix) {
        this.ipfix = ipfix;
    }

    /** Flows with such values as nfcapd files hold: groups of fields are there as a whole. */
    static FlowBatch forNfcapd(int rows) {
        return new SampleFlows(false).batch(rows);
    }

    /** Flows with such values as IPFIX files hold: each field by itself is there or not. */
    static FlowBatch forIpfix(int rows) {
        return new SampleFlows(true).batch(rows);
    }

    /** The rows as decoders give them, without their lineage. */
    static List<Map<String, Object>> rows(FlowBatch batch) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            rows.add(withoutLineage(DecodedFlow.of(batch, row)));
        }
        return rows;
    }

    /** A row without its lineage, by name. */
    static Map<String, Object> withoutLineage(DecodedFlow flow) {
        Map<String, Object> row = new TreeMap<>(flow);
        row.keySet().removeAll(List.of("source_file", "source_record", "source_offset"));
        return row;
    }

    private FlowBatch batch(int rows) {
        FlowBatch batch = new FlowBatch(rows);
        for (int row = 0; row < rows; row++) {
            fill(batch, row);
            batch.endRow();
        }
        return batch;
    }

    private void fill(FlowBatch batch, int row) {
        int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
        times(batch, row);
        boolean ipv6 = protocol == 58 || (protocol != 1 && random.nextBoolean());
        address(batch.sourceAddress, row, ipv6);
        address(batch.destinationAddress, row, ipv6);
        batch.protocol.set(row, protocol);
        if (protocol == 1 || protocol == 58) {
            batch.icmpType.set(row, 1 + random.nextInt(255));
            batch.icmpCode.set(row, random.nextInt(256));
        } else if (protocol != 47) {
            batch.sourcePort.set(row, random.nextInt(65_536));
            batch.destinationPort.set(row, random.nextInt(65_536));
        }
        batch.packets.set(row, 1 + random.nextInt(1_000_000));
        batch.bytes.set(row, random.nextLong(1L << 40));
        maybe(each -> batch.tcpFlags.set(row, random.nextInt(256)), () -> setUnlessIpfix(batch, row, true));
        maybe(each -> batch.tos.set(row, random.nextInt(256)), () -> setUnlessIpfix(batch, row, false));
        reverse(batch, row);
        topology(batch, row);
        exporter(batch, row);
        maybe(each -> batch.label.set(row, random.nextBoolean() ? "benign" : "Angriff: übermäßig, \"x\""), () -> {});
    }

    /** nfcapd has 0 where nothing is known. */
    private void setUnlessIpfix(FlowBatch batch, int row, boolean tcpFlags) {
        if (!ipfix) {
            (tcpFlags ? batch.tcpFlags : batch.tos).set(row, 0);
        }
    }

    private void times(FlowBatch batch, int row) {
        long start = START + 1_000L * random.nextInt(300_000);
        long duration = random.nextInt(60_000);
        batch.flowStart.set(row, start);
        batch.flowEnd.set(row, start + 1_000 * duration);
        batch.durationMs.set(row, duration + (ipfix ? random.nextInt(2) : 0));
        long sent = start + 1_000 * duration + 1_000L * random.nextInt(30_000);
        batch.exportTime.set(row, ipfix ? sent / 1_000_000 * 1_000_000 : sent);
    }

    private void address(AddressColumn column, int row, boolean ipv6) {
        if (ipv6) {
            column.setIpv6(row, 0x20010db8_00000000L | random.nextInt(9), random.nextLong());
        } else {
            column.setIpv4(row, random.nextInt());
        }
    }

    private void reverse(FlowBatch batch, int row) {
        maybe(
                each -> {
                    batch.reversePackets.set(row, 1 + random.nextInt(1_000));
                    batch.reverseBytes.set(row, random.nextLong(1L << 33));
                    if (ipfix) {
                        batch.reverseTcpFlags.set(row, random.nextInt(512));
                    }
                },
                () -> {});
    }

    private void topology(FlowBatch batch, int row) {
        maybe(each -> batch.vlanId.set(row, 1 + random.nextInt(4_094)), () -> {});
        maybe(
                each -> {
                    batch.ingressInterface.set(row, random.nextLong(1L << 32));
                    batch.egressInterface.set(row, random.nextLong(1L << 32));
                },
                () -> {});
        maybe(
                each -> {
                    batch.sourceAs.set(row, random.nextLong(1L << 32));
                    batch.destinationAs.set(row, random.nextLong(1L << 32));
                },
                () -> {});
        if (ipfix) {
            maybe(each -> batch.application.set(row, "http"), () -> {});
        }
    }

    private void exporter(FlowBatch batch, int row) {
        int exporter = random.nextInt(3);
        if (exporter > 0 || ipfix) {
            batch.observationDomainId.set(row, 40 + exporter);
        }
        if (exporter == 0) {
            batch.samplingSource.set(row, ipfix ? "none" : null);
            return;
        }
        if (exporter == 1) {
            batch.exporterAddress.setIpv4(row, 0xc0000201);
        } else {
            batch.exporterAddress.setIpv6(row, 0x20010db8_00000000L, 1);
        }
        batch.samplingInterval.set(row, 1 + random.nextInt(3));
        batch.samplingSource.set(row, ipfix ? "record" : SAMPLING.get(random.nextInt(3)));
    }

    private void maybe(Consumer<Random> present, Runnable absent) {
        if (random.nextBoolean()) {
            present.accept(random);
        } else {
            absent.run();
        }
    }
}
