package org.flowfoundry.generation.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.generation.network.SyntheticAddress;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordTable;

/** Puts records into a batch of the table {@code synthetic_flows}. */
final class FlowRowWriter {

    private final FlowBatch flows;
    private final ColumnBatch batch;
    private final Map<String, IntColumn> ints;
    private final Map<String, LongColumn> longs;
    private final TextColumn generator;
    private final TextColumn version;
    private final TextColumn run;

    FlowRowWriter(int capacity) {
        this.flows = new FlowBatch(capacity);
        this.ints = Map.of(
                "protocol", flows.protocol,
                "icmp_type", flows.icmpType,
                "icmp_code", flows.icmpCode,
                "tcp_flags", flows.tcpFlags,
                "reverse_tcp_flags", flows.reverseTcpFlags,
                "tos", flows.tos);
        this.longs = Map.of(
                "sampling_interval", flows.samplingInterval,
                "ingress_interface", flows.ingressInterface,
                "egress_interface", flows.egressInterface,
                "vlan_id", flows.vlanId);
        this.generator = new TextColumn("generator", capacity);
        this.version = new TextColumn("version", capacity);
        this.run = new TextColumn("run", capacity);
        List<Column> columns = new ArrayList<>(flows.columns());
        columns.addAll(List.of(generator, version, run));
        this.batch = new ColumnBatch(capacity, columns);
    }

    ColumnBatch batch() {
        return batch;
    }

    /**
     * What a row has beside its record.
     *
     * @param start microseconds since 1970, UTC; null where the network has no times
     * @param number of the row in its run
     */
    record Circumstances(SyntheticAddress source, SyntheticAddress destination, Long start, Maker maker, long number) {}

    /** What made rows. */
    record Maker(String generator, String version, String run) {}

    /** Adds a row. */
    void add(RecordTable table, int record, Circumstances with) {
        int row = batch.rows();
        for (int i = 0; i < table.fields().size(); i++) {
            put(row, table.fields().get(i), table, i, record);
        }
        put(flows.sourceAddress, row, with.source());
        put(flows.destinationAddress, row, with.destination());
        putTimes(row, with.start());
        flows.sourceFile.set(row, with.maker().generator() + ":" + with.maker().version());
        flows.sourceRecord.set(row, with.number());
        generator.set(row, with.maker().generator());
        version.set(row, with.maker().version());
        run.set(row, with.maker().run());
        batch.endRow();
    }

    private void put(int row, RecordField field, RecordTable table, int column, int record) {
        String text;
        if (field.isNumber()) {
            double value = table.numbers(column)[record];
            if (Double.isNaN(value)) {
                return;
            }
            if (!field.isAttribute()) {
                number(row, field.name(), Math.round(value));
                return;
            }
            text = field.text(value);
        } else {
            text = table.names(column)[record];
        }
        if (text == null) {
            return;
        }
        if (field.isAttribute()) {
            flows.attributes.put(row, field.attribute(), text);
        } else {
            name(row, field.name(), text);
        }
    }

    private void number(int row, String column, long value) {
        switch (column) {
            case "source_port" -> flows.sourcePort.set(row, Math.toIntExact(value));
            case "destination_port" -> flows.destinationPort.set(row, Math.toIntExact(value));
            case "packets" -> flows.packets.set(row, value);
            case "bytes" -> flows.bytes.set(row, value);
            case "reverse_packets" -> flows.reversePackets.set(row, value);
            case "reverse_bytes" -> flows.reverseBytes.set(row, value);
            case "duration_ms" -> flows.durationMs.set(row, value);
            default -> throw new IllegalArgumentException("No number of flows is called " + column);
        }
    }

    private void name(int row, String column, String text) {
        switch (column) {
            case "label" -> flows.label.set(row, text);
            case "application" -> flows.application.set(row, text);
            case "sampling_source" -> flows.samplingSource.set(row, text);
            default -> coded(row, column, text);
        }
    }

    /** Names that are numbers; what says where and when a flow was has columns of its own. */
    private void coded(int row, String column, String text) {
        if (ints.containsKey(column)) {
            ints.get(column).set(row, Integer.parseInt(text));
        } else if (longs.containsKey(column)) {
            longs.get(column).set(row, Long.parseLong(text));
        }
    }

    private static void put(AddressColumn column, int row, SyntheticAddress address) {
        if (address == null) {
            return;
        }
        if (address.isIpv6()) {
            column.setIpv6(row, address.high(), address.low());
        } else {
            column.setIpv4(row, (int) address.low());
        }
    }

    private void putTimes(int row, Long start) {
        if (start == null) {
            flows.qualityFlags.set(row, QualityFlag.TIME_MISSING.mask());
            return;
        }
        flows.flowStart.set(row, start);
        if (!flows.durationMs.isNull(row)) {
            flows.flowEnd.set(row, start + 1_000 * flows.durationMs.get(row));
        }
        flows.qualityFlags.set(row, 0);
    }
}
