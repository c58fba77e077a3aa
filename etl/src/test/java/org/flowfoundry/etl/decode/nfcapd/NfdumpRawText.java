package org.flowfoundry.etl.decode.nfcapd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IpAddresses;

/**
 * What {@code nfdump -o raw} prints, as the rows that the decoder must give. Raw text has every field of a record, so the
 * rows have every column and attribute but those that the raw text cannot tell: see {@link #withoutUntold}.
 */
final class NfdumpRawText {

    private final Map<String, String> fields;
    private final Map<String, Object> row = new LinkedHashMap<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();

    private NfdumpRawText(Map<String, String> fields) {
        this.fields = fields;
    }

    static List<Map<String, Object>> rows(Reader text) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<String, String> fields = new LinkedHashMap<>();
        BufferedReader lines = new BufferedReader(text);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("Flow Record")) {
                fields = new LinkedHashMap<>();
            } else if (line.startsWith("  ") && line.contains("=")) {
                int equals = line.indexOf('=');
                fields.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            } else if (!fields.isEmpty()) {
                rows.add(new NfdumpRawText(fields).row());
                fields = new LinkedHashMap<>();
            }
        }
        return rows;
    }

    /** A decoded row without what raw text does not tell: sampling, lineage, quality, what only the exporter's record has. */
    static Map<String, Object> withoutUntold(Map<String, Object> decoded) {
        Map<String, Object> told = new LinkedHashMap<>(decoded);
        List.of(
                        "sampling_interval",
                        "sampling_source",
                        "observation_domain_id",
                        "source_record",
                        "source_offset",
                        "quality_flags")
                .forEach(told::remove);
        @SuppressWarnings("unchecked")
        Map<String, String> kept = new LinkedHashMap<>((Map<String, String>) told.getOrDefault("attributes", Map.of()));
        kept.remove(FlowRow.SCALED_BY);
        kept.remove("nfdumpExporterId");
        kept.remove("postIpClassOfService");
        told.put("attributes", kept);
        return told;
    }

    private Map<String, Object> row() {
        time("flow_start", "first");
        time("flow_end", "last");
        time("export_time", "received at");
        long duration = number("last") - number("first");
        if (duration >= 0) {
            row.put("duration_ms", duration);
        }
        address("source_address", "src addr");
        address("destination_address", "dst addr");
        address("exporter_address", "ip exporter");
        transport();
        column("packets", "in packets");
        column("bytes", "in bytes");
        column("ingress_interface", "input");
        column("egress_interface", "output");
        column("source_as", "src as");
        column("destination_as", "dst as");
        vlans();
        attributes();
        row.put("attributes", attributes);
        return row;
    }

    private void transport() {
        row.put("protocol", number("proto"));
        row.put("tcp_flags", number("tcp flags"));
        row.put("tos", number("dst tos")); // nfdump 1.7.1 prints the source's there, and for ICMP only there
        String icmp = fields.get("ICMP");
        if (icmp != null) {
            String typeAndCode = firstWord(icmp);
            int dot = typeAndCode.indexOf('.');
            row.put("icmp_type", Long.valueOf(typeAndCode.substring(0, dot)));
            row.put("icmp_code", Long.valueOf(typeAndCode.substring(dot + 1)));
            return;
        }
        long protocol = number("proto");
        if (protocol == 6 || protocol == 17 || number("src port") + number("dst port") != 0) {
            row.put("source_port", number("src port"));
            row.put("destination_port", number("dst port"));
        }
    }

    private void vlans() {
        if (fields.containsKey("src vlan") && number("src vlan") != 0) {
            row.put("vlan_id", number("src vlan"));
        }
        attribute("postVlanId", "dst vlan");
    }

    private void attributes() {
        String family = row.get("source_address").toString().contains(":") ? "6" : "4";
        attribute("sourceIPv" + family + "PrefixLength", "src mask");
        attribute("destinationIPv" + family + "PrefixLength", "dst mask");
        attribute("forwardingStatus", "fwd status");
        attribute("flowDirection", "direction");
        attribute("biflowDirection", "biFlow Dir");
        attribute("flowEndReason", "end reason");
        attribute("engineType", "engine type");
        attribute("engineId", "engine ID");
        text("sourceMacAddress", "in src mac", "00:00:00:00:00:00");
        text("postDestinationMacAddress", "out dst mac", "00:00:00:00:00:00");
        text("destinationMacAddress", "in dst mac", "00:00:00:00:00:00");
        text("postSourceMacAddress", "out src mac", "00:00:00:00:00:00");
        text("ipNextHopIPv" + hopVersion("ip next hop") + "Address", "ip next hop", "0.0.0.0");
        text("bgpNextHopIPv" + hopVersion("bgp next hop") + "Address", "bgp next hop", "0.0.0.0");
        text("postNATSourceIPv4Address", "src xlt ip", "0.0.0.0");
        text("postNATDestinationIPv4Address", "dst xlt ip", "0.0.0.0");
        attribute("postNAPTSourceTransportPort", "src xlt port");
        attribute("postNAPTDestinationTransportPort", "dst xlt port");
        String flags = fields.get("Flags");
        int version = flags.indexOf("NETFLOW v");
        if (version >= 0) {
            attributes.put("exportProtocolVersion", flags.substring(version + 9, flags.indexOf(',', version)));
        }
    }

    private String hopVersion(String field) {
        return fields.getOrDefault(field, "").contains(":") ? "6" : "4";
    }

    private void attribute(String name, String field) {
        if (fields.containsKey(field) && number(field) != 0) {
            attributes.put(name, Long.toString(number(field)));
        }
    }

    private void text(String name, String field, String absent) {
        String value = fields.getOrDefault(field, absent);
        if (!value.equals(absent) && !value.equals("::")) {
            attributes.put(name, value);
        }
    }

    private void column(String name, String field) {
        if (fields.containsKey(field)) {
            row.put(name, number(field));
        }
    }

    private void time(String name, String field) {
        if (number(field) != 0) {
            row.put(name, number(field) * 1000);
        }
    }

    private void address(String name, String field) {
        AddressColumn column = new AddressColumn(name, 1);
        if (!IpAddresses.parse(column, 0, fields.get(field))) {
            throw new IllegalArgumentException(fields.get(field) + " is no address");
        }
        row.put(name, column.text(0));
    }

    private static String firstWord(String value) {
        int blank = value.indexOf(' ');
        return blank < 0 ? value : value.substring(0, blank);
    }

    private long number(String field) {
        return Long.decode(firstWord(fields.get(field)));
    }
}
