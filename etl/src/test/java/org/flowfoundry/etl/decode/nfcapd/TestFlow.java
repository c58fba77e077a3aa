package org.flowfoundry.etl.decode.nfcapd;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.core.column.IpAddresses;

/** A flow to write into a file, and the row that it must come back as. Times in milliseconds; addresses as two halves. */
record TestFlow(
        long first,
        long last,
        long received,
        boolean ipv6,
        long sourceHigh,
        long sourceLow,
        long destinationHigh,
        long destinationLow,
        int sourcePort,
        int destinationPort,
        int protocol,
        int tcpFlags,
        int tos,
        int forwarding,
        long packets,
        long bytes,
        long reversePackets,
        long reverseBytes,
        long ingress,
        long egress,
        long sourceAs,
        long destinationAs,
        int sourceMask,
        int destinationMask,
        int direction,
        int vlan,
        int postVlan,
        long sourceMac,
        long nextHopHigh,
        long nextHopLow) {

    /** The exporter that {@link NfcapdWriter} tells of: an IPv4 address and an observation domain. */
    static final int EXPORTER_ADDRESS = 0xc0000201;

    static final int EXPORTER_DOMAIN = 77;
    /** The exporter's sampling: 1 in 100. */
    static final int SAMPLING = 100;

    /** The decoded row, without lineage and quality flags. */
    Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("flow_start", first * 1000);
        row.put("flow_end", last * 1000);
        if (last >= first) {
            row.put("duration_ms", last - first);
        }
        row.put("export_time", received * 1000);
        row.put("source_address", IpAddresses.text(ipv6, sourceHigh, sourceLow));
        row.put("destination_address", IpAddresses.text(ipv6, destinationHigh, destinationLow));
        if (protocol == 1 || protocol == 58) {
            row.put("icmp_type", (long) destinationPort >> 8);
            row.put("icmp_code", destinationPort & 0xffL);
        } else {
            row.put("source_port", (long) sourcePort);
            row.put("destination_port", (long) destinationPort);
        }
        row.put("protocol", (long) protocol);
        row.put("packets", packets);
        row.put("bytes", bytes);
        if ((reversePackets | reverseBytes) != 0) {
            row.put("reverse_packets", reversePackets);
            row.put("reverse_bytes", reverseBytes);
        }
        row.put("tcp_flags", (long) tcpFlags);
        row.put("tos", (long) tos);
        row.put("sampling_interval", (long) SAMPLING);
        row.put("sampling_source", "options");
        row.put("exporter_address", IpAddresses.ipv4Text(EXPORTER_ADDRESS));
        row.put("observation_domain_id", (long) EXPORTER_DOMAIN);
        row.put("ingress_interface", ingress);
        row.put("egress_interface", egress);
        if (vlan != 0) {
            row.put("vlan_id", (long) vlan);
        }
        row.put("source_as", sourceAs);
        row.put("destination_as", destinationAs);
        row.put("attributes", attributes());
        return row;
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        String family = ipv6 ? "IPv6" : "IPv4";
        put(attributes, "forwardingStatus", forwarding);
        put(attributes, "flowDirection", direction);
        put(attributes, "postVlanId", postVlan);
        put(attributes, "source" + family + "PrefixLength", sourceMask);
        put(attributes, "destination" + family + "PrefixLength", destinationMask);
        if (protocol == 1 || protocol == 58) {
            put(attributes, "sourceTransportPort", sourcePort);
        }
        if (sourceMac != 0) {
            attributes.put("sourceMacAddress", String.format("%012x", sourceMac).replaceAll("(..)(?!$)", "$1:"));
        }
        if (ipv6 ? (nextHopHigh | nextHopLow) != 0 : (int) nextHopLow != 0) {
            attributes.put("ipNextHop" + family + "Address", IpAddresses.text(ipv6, nextHopHigh, nextHopLow));
        }
        attributes.put("exportProtocolVersion", "9");
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, int value) {
        if (value != 0) {
            attributes.put(name, Integer.toString(value));
        }
    }
}
