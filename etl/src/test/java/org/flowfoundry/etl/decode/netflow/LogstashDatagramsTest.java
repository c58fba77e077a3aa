package org.flowfoundry.etl.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.netflow.Decoding.Result;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

/** Payloads of many vendors, their templates often in a file of their own, none with an exporter's address. */
class LogstashDatagramsTest {

    /** Flows in each payload, counted from its sets and their templates. Those not named have none. */
    private static final Map<String, Integer> FLOWS = Map.ofEntries(
            Map.entry("ipfix.dat", 12),
            Map.entry("ipfix_test_barracuda_data256.dat", 8),
            Map.entry("ipfix_test_barracuda_extended_uniflow_data256.dat", 2),
            Map.entry("ipfix_test_ixia_tpldata256.dat", 1),
            Map.entry("ipfix_test_ixia_tpldata271.dat", 2),
            Map.entry("ipfix_test_mikrotik_data258.dat", 28),
            Map.entry("ipfix_test_mikrotik_data259.dat", 18),
            Map.entry("ipfix_test_netscaler_data.dat", 3),
            Map.entry("ipfix_test_nokia_bras_data256.dat", 1),
            Map.entry("ipfix_test_openbsd_pflow_data.dat", 26),
            Map.entry("ipfix_test_procera_data52935.dat", 8),
            Map.entry("ipfix_test_viptela_data257.dat", 1),
            Map.entry("ipfix_test_vmware_vds_data264.dat", 1),
            Map.entry("ipfix_test_vmware_vds_data266.dat", 2),
            Map.entry("ipfix_test_vmware_vds_data266_267.dat", 2),
            Map.entry("ipfix_test_yaf_data45841.dat", 1),
            Map.entry("ipfix_test_yaf_data45873.dat", 1),
            Map.entry("netflow5.dat", 30),
            Map.entry("netflow5_test_invalid02.dat", 30),
            Map.entry("netflow5_test_juniper_mx80.dat", 29),
            Map.entry("netflow5_test_microtik.dat", 30),
            Map.entry("netflow9_cisco_asr1001x_tpl259.dat", 25),
            Map.entry("netflow9_test_0length_fields_tpl_data.dat", 10),
            Map.entry("netflow9_test_cisco_1941K9.dat", 29),
            Map.entry("netflow9_test_cisco_aci_data256.dat", 3),
            Map.entry("netflow9_test_cisco_asa_1_data.dat", 14),
            Map.entry("netflow9_test_cisco_asa_2_data.dat", 19),
            Map.entry("netflow9_test_cisco_asr9k_data260.dat", 21),
            Map.entry("netflow9_test_cisco_nbar_data262.dat", 5),
            Map.entry("netflow9_test_cisco_wlc_data261.dat", 19),
            Map.entry("netflow9_test_field_layer2segmentid_data.dat", 1),
            Map.entry("netflow9_test_fortigate_fortios_521_data257.dat", 1),
            Map.entry("netflow9_test_fortigate_fortios_542_appid_data258_262.dat", 17),
            Map.entry("netflow9_test_h3c_data3281.dat", 16),
            Map.entry("netflow9_test_h3c_netstream_varstring_data3281.dat", 1),
            Map.entry("netflow9_test_huawei_netstream_data.dat", 1),
            Map.entry("netflow9_test_invalid01.dat", 2),
            Map.entry("netflow9_test_iptnetflow_reduced_size_encoding_tpldata260.dat", 12),
            Map.entry("netflow9_test_macaddr_data.dat", 29),
            Map.entry("netflow9_test_nprobe_data.dat", 1),
            Map.entry("netflow9_test_nprobe_dpi.dat", 1),
            Map.entry("netflow9_test_paloalto_81_data257_1flowset_in_large_zerofilled_packet.dat", 1),
            Map.entry("netflow9_test_paloalto_panos_data.dat", 8),
            Map.entry("netflow9_test_softflowd_tpl_data.dat", 7),
            Map.entry("netflow9_test_streamcore_tpl_data256.dat", 2),
            Map.entry("netflow9_test_streamcore_tpl_data260.dat", 2),
            Map.entry("netflow9_test_ubnt_edgerouter_data1024.dat", 8),
            Map.entry("netflow9_test_ubnt_edgerouter_data1025.dat", 8),
            Map.entry("netflow9_test_unknown_tpl266_292_data.dat", 2),
            Map.entry("netflow9_test_valid01.dat", 7));

    /** What no template here can explain, or what is broken. */
    private static final Map<String, Integer> QUARANTINED = Map.of(
            "ipfix_test_netscaler_data.dat", 1,
            "netflow5_test_invalid01.dat", 1,
            "netflow5_test_invalid02.dat", 1,
            "netflow9_test_iptnetflow_reduced_size_encoding_tpldata260.dat", 6,
            "netflow9_test_nprobe_dpi.dat", 1);

    private static Map<String, Result> decodeAll() {
        Path folder = SharedData.path("export/logstash-datagrams");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.sorted().toList();
            List<Result> results = Decoding.decodeAll(
                    new IpfixFormat(), sorted.stream().map(MemorySource::of).toList());
            Map<String, Result> byName = new TreeMap<>();
            for (int i = 0; i < sorted.size(); i++) {
                byName.put(sorted.get(i).getFileName().toString(), results.get(i));
            }
            return byName;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyPayloadWhoseTemplateIsAtHandDecodes() {
        decodeAll().forEach((name, result) -> {
            assertThat(result.rows()).as("flows of %s", name).hasSize(FLOWS.getOrDefault(name, 0));
            assertThat(result.quarantined())
                    .as("quarantined of %s: %s", name, result.reasons())
                    .hasSize(QUARANTINED.getOrDefault(name, 0));
        });
    }

    @Test
    void vendorsFieldsAreUnderstood() {
        Map<String, Result> results = decodeAll();
        assertThat(results.get("netflow9_test_paloalto_panos_data.dat")
                        .rows()
                        .get(0)
                        .text("application", "bytes", "packets"))
                .isEqualTo("incomplete 70 1");
        assertThat(results.get("netflow9_test_cisco_asa_2_data.dat")
                        .rows()
                        .get(0)
                        .text("bytes", "reverse_bytes", "packets"))
                .isEqualTo("81 763 null");
        assertThat(results.get("netflow9_test_cisco_asa_2_data.dat")
                        .rows()
                        .get(0)
                        .attributes())
                .containsEntry("firewallEvent", "2")
                .containsEntry("firewallEventExtended", "2030")
                .containsEntry("postNATSourceIPv4Address", "192.168.0.2");
        assertThat(results.get("netflow5_test_juniper_mx80.dat")
                        .rows()
                        .get(0)
                        .text("sampling_interval", "sampling_source"))
                .isEqualTo("1000 header");
        assertThat(results.get("ipfix_test_yaf_data45841.dat")
                        .rows()
                        .get(0)
                        .text("packets", "reverse_packets", "reverse_bytes"))
                .isEqualTo("2 2 200");
    }

    @Test
    void theFormatRecognizesItsFilesAndNoOthers() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.path("export/logstash-datagrams"))) {
            assertThat(files.filter(file -> !recognized(file))
                            .map(file -> file.getFileName().toString()))
                    .containsExactly("netflow5_test_invalid01.dat");
        }
        assertThat(recognized(SharedData.path("export/softflowd/softflowd-v9.pcap")))
                .isFalse();
    }

    private static boolean recognized(Path file) {
        MemorySource input = MemorySource.of(file);
        return new IpfixFormat().recognizes(new org.flowfoundry.etl.decode.InputHead(input.name(), input.bytes()));
    }
}
