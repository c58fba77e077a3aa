package org.flowfoundry.core.flow;

import static org.flowfoundry.core.column.ColumnType.ADDRESS;
import static org.flowfoundry.core.column.ColumnType.INT;
import static org.flowfoundry.core.column.ColumnType.LONG;
import static org.flowfoundry.core.column.ColumnType.TEXT;
import static org.flowfoundry.core.column.ColumnType.TEXT_MAP;
import static org.flowfoundry.core.column.ColumnType.TIMESTAMP;

import java.util.List;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.ColumnType;

/** The columns of a flow record: the contract of the table {@code flows}, which adds only {@code domain} and {@code date}. */
public final class FlowTable {

    /** The record's columns in the table's order. */
    public static final List<ColumnDefinition> RECORD_COLUMNS = List.of(
            column(
                    "flow_start",
                    TIMESTAMP,
                    "First packet of the flow, UTC, microseconds (IE 150-156 and kin); null where the source gives none"),
            column(
                    "flow_end",
                    TIMESTAMP,
                    "Last packet of the flow, UTC, microseconds (IE 151-157 and kin); null where the source gives none"),
            column(
                    "duration_ms",
                    LONG,
                    "Duration in milliseconds: as exported where the source says so (IE 161), else flow_end - flow_start"),
            column(
                    "export_time",
                    TIMESTAMP,
                    "When the exporter sent, or the collector received, the record, UTC (IE 258)"),
            column("source_address", ADDRESS, "Source address, RFC 5952 text (IE 8, 27)"),
            column("destination_address", ADDRESS, "Destination address, RFC 5952 text (IE 12, 28)"),
            column("source_port", INT, "Source port (IE 7); null for protocols without ports"),
            column("destination_port", INT, "Destination port (IE 11); null for protocols without ports"),
            column("protocol", INT, "IP protocol number (IE 4)"),
            column("icmp_type", INT, "ICMP type (IE 176, 178; upper byte of IE 32, 139)"),
            column("icmp_code", INT, "ICMP code (IE 177, 179; lower byte of IE 32, 139)"),
            column("packets", LONG, "Packets as exported, never scaled by sampling (IE 2)"),
            column("bytes", LONG, "Bytes as exported, IP header included, never scaled by sampling (IE 1)"),
            column(
                    "reverse_packets",
                    LONG,
                    "Packets of the reverse direction (RFC 5103); null where the record is one-way"),
            column(
                    "reverse_bytes",
                    LONG,
                    "Bytes of the reverse direction (RFC 5103); null where the record is one-way"),
            column(
                    "reverse_tcp_flags",
                    INT,
                    "TCP flags of the reverse direction (RFC 5103); null where the record is one-way"),
            column("tcp_flags", INT, "Union of the TCP header flags seen (IE 6)"),
            column("tos", INT, "IP type of service or traffic class octet (IE 5)"),
            column(
                    "sampling_interval",
                    LONG,
                    "Effective sampling: one packet in this many was counted; 1 = all; null = not known"),
            column(
                    "sampling_source",
                    TEXT,
                    "Where sampling_interval comes from: header, options, record, config, none"),
            column("exporter_address", ADDRESS, "Address of the exporter (IE 130, 131, or the datagram's source)"),
            column(
                    "observation_domain_id",
                    LONG,
                    "Observation domain or source id; engine type and id in NetFlow v5 (IE 149)"),
            column("ingress_interface", LONG, "SNMP index of the input interface (IE 10)"),
            column("egress_interface", LONG, "SNMP index of the output interface (IE 14)"),
            column("vlan_id", LONG, "VLAN id of the flow at ingress (IE 58)"),
            column("source_as", LONG, "Autonomous system of the source (IE 16)"),
            column("destination_as", LONG, "Autonomous system of the destination (IE 17)"),
            column(
                    "application",
                    TEXT,
                    "Service or application name as the source gives it (IE 96, Zeek service, ...)"),
            column("label", TEXT, "Class label exactly as the source spells it; null if unlabelled"),
            column("attributes", TEXT_MAP, "Every field of the source that has no column, by its IPFIX or source name"),
            column("source_file", TEXT, "File the record was read from"),
            column("source_record", LONG, "Number of the record in its file, from 0"),
            column(
                    "source_offset",
                    LONG,
                    "Byte offset of the record, or of the smallest unit that holds it, in its (decompressed) file"),
            column("quality_flags", INT, "Bits that say what is doubtful: see docs/quality-flags.md; 0 = nothing"));

    private FlowTable() {}

    private static ColumnDefinition column(String name, ColumnType type, String comment) {
        return new ColumnDefinition(name, type, comment);
    }
}
