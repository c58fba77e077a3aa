package org.flowfoundry.etl.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.flowfoundry.core.flow.FlowBatch;
import org.junit.jupiter.api.Test;

class CsvFileTest {

    @Test
    void fieldsAreQuotedAsTheRfcSays() throws IOException {
        FlowBatch flows = new FlowBatch(2);
        flows.flowStart.set(0, SampleFlows.START + 1);
        flows.sourceAddress.setIpv4(0, 0x0a000001);
        flows.packets.set(0, 3);
        flows.application.set(0, "");
        flows.label.set(0, "a \"b\", c\r\nd");
        flows.attributes.put(0, "user", "o'x \"y\"");
        flows.qualityFlags.set(0, 0);
        flows.endRow();
        flows.endRow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvFile file = new CsvFile(out, "cam,pus", "2026-06-01")) {
            file.write(flows);
            file.finish();
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "domain,date,flow_start,flow_end,duration_ms,export_time,source_address,destination_address,source_port,"
                                + "destination_port,protocol,icmp_type,icmp_code,packets,bytes,reverse_packets,reverse_bytes,"
                                + "reverse_tcp_flags,tcp_flags,tos,sampling_interval,sampling_source,exporter_address,"
                                + "observation_domain_id,ingress_interface,egress_interface,vlan_id,source_as,destination_as,"
                                + "application,label,attributes,source_file,source_record,source_offset,quality_flags\r\n"
                                + "\"cam,pus\",2026-06-01,2026-06-01T00:00:00.000001Z,,,,10.0.0.1,,,,,,,3,,,,,,,,,,,,,,,,"
                                + "\"\",\"a \"\"b\"\", c\r\nd\",\"{\"\"user\"\":\"\"o'x \\\"\"y\\\"\"\"\"}\",,,,0\r\n"
                                + "\"cam,pus\",2026-06-01" + ",".repeat(34) + "\r\n");
    }
}
