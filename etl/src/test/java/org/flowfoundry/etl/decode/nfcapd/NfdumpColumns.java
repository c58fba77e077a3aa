package org.flowfoundry.etl.decode.nfcapd;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A decoded row in the columns of nfdump's CSV forms, as nfdump prints them. */
record NfdumpColumns(Map<String, Object> flow) {

    private static final String NO_MAC = "00:00:00:00:00:00";
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    /** The 48 columns of nfdump 1.6 to 1.7.4; the exporter's number is that of the golden files' only one. */
    List<String> csv48() {
        List<String> columns = new ArrayList<>();
        columns.add(SECONDS.format(instant("flow_start")));
        columns.add(SECONDS.format(instant("flow_end")));
        columns.add(seconds(number("duration_ms")));
        columns.add(text("source_address"));
        columns.add(text("destination_address"));
        columns.add(text("source_port"));
        columns.add(Long.toString(icmp() ? icmpNumber() : number("destination_port")));
        columns.add(protocolName());
        columns.add(tcpFlags());
        columns.add(attribute("forwardingStatus", "0"));
        columns.addAll(texts("tos", "packets", "bytes", "reverse_packets", "reverse_bytes"));
        columns.addAll(texts("ingress_interface", "egress_interface", "source_as", "destination_as"));
        columns.add(attribute("sourceIPv4PrefixLength", "0"));
        columns.add(attribute("destinationIPv4PrefixLength", "0"));
        columns.add(attribute("postIpClassOfService", "0"));
        columns.add(attribute("flowDirection", "0"));
        columns.add(attribute("ipNextHopIPv4Address", "0.0.0.0"));
        columns.add(attribute("bgpNextHopIPv4Address", "0.0.0.0"));
        columns.add(text("vlan_id"));
        columns.add(attribute("postVlanId", "0"));
        columns.add(attribute("sourceMacAddress", NO_MAC));
        columns.add(attribute("postDestinationMacAddress", NO_MAC));
        columns.add(attribute("destinationMacAddress", NO_MAC));
        columns.add(attribute("postSourceMacAddress", NO_MAC));
        columns.addAll(Collections.nCopies(10, "0-0-0"));
        columns.addAll(Collections.nCopies(3, "    0.000"));
        columns.add(text("exporter_address"));
        columns.add(attribute("engineType", "0") + "/" + attribute("engineId", "0"));
        columns.add("1");
        columns.add(MILLIS.format(instant("export_time")));
        return columns;
    }

    /** The 17 columns of csv-fast, from nfdump 1.7.5 on. */
    List<String> csvFast(int count) {
        List<String> columns = new ArrayList<>();
        columns.add(Integer.toString(count));
        columns.add(text("source_address").contains(":") ? "10" : "2");
        columns.add(Long.toString(number("flow_start") / 1000));
        columns.add(Long.toString(number("flow_end") / 1000));
        columns.addAll(texts("protocol", "source_address", "source_port", "destination_address"));
        columns.add(Long.toString(icmp() ? icmpNumber() : number("destination_port")));
        columns.addAll(texts("source_as", "destination_as", "ingress_interface", "egress_interface"));
        columns.add(tcpFlags());
        columns.addAll(texts("tos", "packets", "bytes"));
        return columns;
    }

    /** The 21 columns of the golden files' own list. */
    List<String> csvCustom() {
        List<String> columns = new ArrayList<>();
        columns.add(seconds(number("flow_start") / 1000));
        columns.add(seconds(number("flow_end") / 1000));
        columns.add(seconds(number("duration_ms")));
        columns.addAll(texts("protocol", "source_address", "source_port", "destination_address"));
        columns.add(icmp() ? text("icmp_type") + "." + text("icmp_code") : text("destination_port"));
        columns.add(tcpFlags());
        columns.addAll(texts("tos", "packets", "bytes", "reverse_packets", "reverse_bytes"));
        columns.addAll(texts("ingress_interface", "egress_interface", "source_as", "destination_as"));
        columns.add(text("exporter_address"));
        columns.add(attribute("engineType", "0") + "/" + attribute("engineId", "0"));
        columns.add("1");
        return columns;
    }

    private List<String> texts(String... columns) {
        return List.of(columns).stream().map(this::text).toList();
    }

    private String text(String column) {
        return flow.getOrDefault(column, 0).toString();
    }

    private long number(String column) {
        return ((Number) flow.getOrDefault(column, 0)).longValue();
    }

    private Instant instant(String column) {
        return Instant.ofEpochMilli(number(column) / 1000);
    }

    private String attribute(String name, String absent) {
        return ((Map<?, ?>) flow.get("attributes")).containsKey(name)
                ? ((Map<?, ?>) flow.get("attributes")).get(name).toString()
                : absent;
    }

    private boolean icmp() {
        return flow.containsKey("icmp_type");
    }

    private long icmpNumber() {
        return number("icmp_type") << 8 | number("icmp_code");
    }

    private String tcpFlags() {
        StringBuilder text = new StringBuilder("CEUAPRSF");
        for (int bit = 0; bit < 8; bit++) {
            if ((number("tcp_flags") >>> bit & 1) == 0) {
                text.setCharAt(7 - bit, '.');
            }
        }
        return text.toString();
    }

    private String protocolName() {
        return switch ((int) number("protocol")) {
            case 1 -> "ICMP";
            case 6 -> "TCP";
            case 17 -> "UDP";
            case 47 -> "GRE";
            case 50 -> "ESP";
            case 58 -> "ICMP6";
            default -> text("protocol");
        };
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }
}
