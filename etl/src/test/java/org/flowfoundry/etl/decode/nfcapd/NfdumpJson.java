package org.flowfoundry.etl.decode.nfcapd;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** A record that {@code nfdump -o json} of 1.7.8 printed, as the columns that the decoder must give. */
record NfdumpJson(JsonNode json) {

    Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("flow_start", micros("first"));
        row.put("flow_end", micros("last"));
        row.put("duration_ms", (micros("last") - micros("first")) / 1000);
        row.put("export_time", micros("received"));
        row.put("source_address", json.has("src6_addr") ? text("src6_addr") : text("src4_addr"));
        row.put("destination_address", json.has("dst6_addr") ? text("dst6_addr") : text("dst4_addr"));
        row.put("protocol", json.get("proto").longValue());
        if (json.has("icmp_type")) {
            row.put("icmp_type", json.get("icmp_type").longValue());
            row.put("icmp_code", json.get("icmp_code").longValue());
        } else if (json.get("src_port").longValue() != 0) {
            row.put("source_port", json.get("src_port").longValue());
            row.put("destination_port", json.get("dst_port").longValue());
        }
        row.put("packets", json.get("in_packets").longValue());
        row.put("bytes", json.get("in_bytes").longValue());
        row.put("tos", json.get("src_tos").longValue());
        row.put("ingress_interface", json.get("input_snmp").longValue());
        row.put("egress_interface", json.get("output_snmp").longValue());
        row.put("exporter_address", text("ip4_router"));
        row.put("sampling_interval", json.get("sampled").longValue());
        return row;
    }

    private String text(String field) {
        return json.get(field).textValue();
    }

    private long micros(String field) {
        return LocalDateTime.parse(text(field)).toInstant(ZoneOffset.UTC).toEpochMilli() * 1000;
    }
}
