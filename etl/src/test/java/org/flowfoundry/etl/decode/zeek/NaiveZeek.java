package org.flowfoundry.etl.decode.zeek;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A second, plain reading of tab-separated conn logs, for comparison: strings, splits, big decimals. */
final class NaiveZeek {

    private static final Map<String, String> COLUMNS = Map.of(
            "id.orig_p", "source_port",
            "id.resp_p", "destination_port",
            "orig_pkts", "packets",
            "orig_ip_bytes", "bytes",
            "resp_pkts", "reverse_packets",
            "resp_ip_bytes", "reverse_bytes");

    private NaiveZeek() {}

    /** The rows of a log by column name, without lineage. */
    static List<Map<String, Object>> rows(String log) {
        List<Map<String, Object>> rows = new ArrayList<>();
        String[] names = {};
        for (String line : log.lines().toList()) {
            if (line.startsWith("#fields\t")) {
                names = line.substring(8).split("\t| +", -1);
            } else if (!line.startsWith("#")) {
                rows.add(row(names, line.split("\t| +", -1)));
            }
        }
        return rows;
    }

    private static Map<String, Object> row(String[] names, String[] values) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (!values[i].equals("-")) {
                fields.put(names[i], values[i].equals("(empty)") ? "" : values[i]);
            }
        }
        Map<String, Object> row = new HashMap<>();
        long start = micros(fields.remove("ts"));
        row.put("flow_start", start);
        if (fields.containsKey("duration")) {
            long duration = micros(fields.remove("duration"));
            row.put("flow_end", start + duration);
            row.put("duration_ms", duration / 1000);
        }
        row.put("source_address", fields.remove("id.orig_h"));
        row.put("destination_address", fields.remove("id.resp_h"));
        COLUMNS.forEach((field, column) -> {
            if (fields.containsKey(field)) {
                row.put(column, Long.parseLong(fields.remove(field)));
            }
        });
        protocol(fields, row);
        if (fields.containsKey("service")) {
            row.put("application", fields.remove("service"));
        }
        if (fields.containsKey("label")) {
            row.put("label", fields.getOrDefault("detailed-label", fields.get("label")));
        }
        if (row.get("packets").equals(0L) && row.get("reverse_packets").equals(0L)) {
            row.put("quality_flags", 4L);
        }
        row.put("attributes", fields);
        return row;
    }

    private static void protocol(Map<String, String> fields, Map<String, Object> row) {
        String protocol = fields.remove("proto");
        if (!protocol.equals("icmp")) {
            row.put("protocol", protocol.equals("tcp") ? 6L : 17L);
            return;
        }
        row.put("protocol", row.get("source_address").toString().contains(":") ? 58L : 1L);
        long type = (long) row.remove("source_port");
        long code = (long) row.remove("destination_port");
        row.put("icmp_type", type);
        boolean answer = type == 8 || type == 128 || type == 133;
        row.put("icmp_code", answer ? 0L : code);
        if (answer && code > 0) {
            fields.put("id.resp_p", Long.toString(code));
        }
    }

    private static long micros(String seconds) {
        return new BigDecimal(seconds)
                .movePointRight(6)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
