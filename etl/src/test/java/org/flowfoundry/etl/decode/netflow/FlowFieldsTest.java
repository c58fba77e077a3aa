package org.flowfoundry.etl.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flowfoundry.etl.decode.netflow.Messages.EXPORT_SECONDS;
import static org.flowfoundry.etl.decode.netflow.Messages.ipfix;
import static org.flowfoundry.etl.decode.netflow.Messages.optionsTemplate;
import static org.flowfoundry.etl.decode.netflow.Messages.set;
import static org.flowfoundry.etl.decode.netflow.Messages.template;
import static org.flowfoundry.etl.decode.netflow.Messages.v5;
import static org.flowfoundry.etl.decode.netflow.Messages.v5Record;
import static org.flowfoundry.etl.decode.netflow.Messages.v9;

import java.nio.charset.StandardCharsets;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.capture.Bytes;
import org.flowfoundry.etl.decode.netflow.Decoding.Result;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

class FlowFieldsTest {

    private static Result decode(byte[]... messages) {
        return Decoding.decode(new IpfixFormat(), new MemorySource("a.ipfix", Bytes.concat(messages)));
    }

    /** The one row of an IPFIX record with these fields, as pairs of id and length. */
    private static DecodedFlow ipfixRow(Bytes record, int... fields) {
        Result result = decode(ipfix(1, 0, set(2, template(256, fields)), set(256, record.done())));
        assertThat(result.reasons()).isEmpty();
        assertThat(result.rows()).hasSize(1);
        return result.rows().get(0);
    }

    private static DecodedFlow v9Row(Bytes record, int... fields) {
        Result result = decode(v9(1, 0, set(0, template(256, fields)), set(256, record.done())));
        assertThat(result.reasons()).isEmpty();
        return result.rows().get(0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void v5RecordsFillTheirColumns() {
        DecodedFlow row = decode(
                        v5(0, 0x4000 | 100, v5Record(1, 6, 1234, 80, Messages.UPTIME - 3000, Messages.UPTIME - 1000)))
                .rows()
                .get(0);
        long export = EXPORT_SECONDS * 1_000_000 + 250_000;
        assertThat(row)
                .containsEntry("flow_start", export - 3_000_000)
                .containsEntry("flow_end", export - 1_000_000)
                .containsEntry("duration_ms", 2000L)
                .containsEntry("export_time", export)
                .containsEntry("source_address", "10.0.0.1")
                .containsEntry("destination_address", "198.51.100.1")
                .containsEntry("source_port", 1234L)
                .containsEntry("destination_port", 80L)
                .containsEntry("protocol", 6L)
                .containsEntry("packets", 10L)
                .containsEntry("bytes", 1000L)
                .containsEntry("tcp_flags", 0x1bL)
                .containsEntry("tos", 0x10L)
                .containsEntry("sampling_interval", 100L)
                .containsEntry("sampling_source", "header")
                .containsEntry("observation_domain_id", 0x0102L)
                .containsEntry("ingress_interface", 3L)
                .containsEntry("egress_interface", 4L)
                .containsEntry("source_as", 64_500L)
                .containsEntry("destination_as", 64_501L)
                .containsEntry("source_record", 0L)
                .containsEntry("source_offset", 24L)
                .doesNotContainKeys("quality_flags", "exporter_address", "icmp_type", "vlan_id");
        assertThat(row.attributes())
                .containsEntry("sourceIPv4PrefixLength", "24")
                .containsEntry("destinationIPv4PrefixLength", "16")
                .containsEntry("ipNextHopIPv4Address", "0.0.0.0")
                .hasSize(3);
    }

    @Test
    void v5SamplingWithoutAnIntervalIsUnknown() {
        DecodedFlow row =
                decode(v5(0, 0x4000, v5Record(1, 6, 1, 2, 0, 0))).rows().get(0);
        assertThat(row.get("sampling_interval")).isNull();
        assertThat(row.get("sampling_source")).isEqualTo("none");
        assertThat(row.has(QualityFlag.SAMPLING_UNKNOWN)).isTrue();
    }

    @Test
    void icmpTypeAndCodeStandInTheDestinationPort() {
        DecodedFlow row =
                decode(v5(0, 0, v5Record(1, 1, 0, 3 << 8 | 4, 0, 0))).rows().get(0);
        assertThat(row.text("icmp_type", "icmp_code", "source_port", "destination_port"))
                .isEqualTo("3 4 null null");
    }

    @Test
    void icmpElementsGoFirst() {
        DecodedFlow v4 = ipfixRow(new Bytes().u8(1).u16(0x0800, 5), 4, 1, 32, 2, 11, 2);
        assertThat(v4.text("icmp_type", "icmp_code", "destination_port")).isEqualTo("8 0 null");
        DecodedFlow v6 = ipfixRow(new Bytes().u8(58, 129, 1).u16(0), 4, 1, 178, 1, 179, 1, 11, 2);
        assertThat(v6.text("icmp_type", "icmp_code", "destination_port")).isEqualTo("129 1 null");
    }

    @Test
    void portsOfProtocolsWithoutPortsAreAttributes() {
        DecodedFlow row = v9Row(new Bytes().u8(50).u16(7, 0).u8(0), 4, 1, 7, 2, 11, 2, 210, 1);
        assertThat(row.text("source_port", "destination_port")).isEqualTo("null null");
        assertThat(row.attributes()).containsOnly(java.util.Map.entry("sourceTransportPort", "7"));
    }

    @Test
    void sysUptimeWrapsBetweenFlowAndExport() {
        byte[] data = set(256, new Bytes().u32(0xffff_ff00L, 500).done());
        DecodedFlow row = decode(Messages.v9At(EXPORT_SECONDS, 1000, 1, 0, set(0, template(256, 22, 4, 21, 4)), data))
                .rows()
                .get(0);
        assertThat(row.number("flow_start")).isEqualTo((EXPORT_SECONDS * 1000 - 1256) * 1000);
        assertThat(row.number("duration_ms")).isEqualTo(756);
        assertThat(row.has(QualityFlag.DURATION_WRAP)).isTrue();
        assertThat(row.has(QualityFlag.END_BEFORE_START)).isFalse();
    }

    @Test
    void timesSlightlyAheadOfTheHeaderAreNoWrap() {
        DecodedFlow row = v9Row(new Bytes().u32(Messages.UPTIME, Messages.UPTIME + 20), 22, 4, 21, 4);
        assertThat(row.number("flow_end")).isEqualTo((EXPORT_SECONDS * 1000 + 20) * 1000);
        assertThat(row.has(QualityFlag.DURATION_WRAP)).isFalse();
    }

    @Test
    void aClockAtZeroGivesDurationsOnly() {
        byte[] data = set(256, new Bytes().u32(1000, 4000).done());
        DecodedFlow row = decode(Messages.v9At(0, 5000, 1, 0, set(0, template(256, 22, 4, 21, 4)), data))
                .rows()
                .get(0);
        assertThat(row).doesNotContainKeys("flow_start", "flow_end", "export_time");
        assertThat(row.attributes())
                .containsEntry("flowStartSysUpTime", "1000")
                .containsEntry("flowEndSysUpTime", "4000");
        assertThat(row.number("duration_ms")).isEqualTo(3000);
        assertThat(row.has(QualityFlag.TIME_MISSING)).isTrue();
    }

    @Test
    void ipfixUptimesTakeTheBootTimeFromOptions() {
        long boot = EXPORT_SECONDS * 1000 - 60_000;
        Result result = decode(
                ipfix(
                        1,
                        0,
                        set(3, optionsTemplate(300, 1, 149, 4, 160, 8)),
                        set(300, new Bytes().u32(1).u64(boot).done())),
                ipfix(
                        1,
                        1,
                        set(2, template(256, 22, 4, 21, 4)),
                        set(256, new Bytes().u32(10_000, 20_500).done())));
        DecodedFlow row = result.rows().get(0);
        assertThat(row.number("flow_start")).isEqualTo((boot + 10_000) * 1000);
        assertThat(row.number("flow_end")).isEqualTo((boot + 20_500) * 1000);
        assertThat(row.has(QualityFlag.TIME_MISSING)).isFalse();
    }

    @Test
    void ipfixUptimesWithoutABootTimeGiveDurationsOnly() {
        Result result = decode(ipfix(
                1,
                0,
                set(2, template(256, 22, 4, 21, 4)),
                set(256, new Bytes().u32(1000, 2000, 3000, 9000).done())));
        DecodedFlow row = result.rows().get(1);
        assertThat(row).doesNotContainKeys("flow_start", "flow_end");
        assertThat(row.number("duration_ms")).isEqualTo(6000);
        assertThat(row.attributes())
                .containsEntry("flowStartSysUpTime", "3000")
                .containsEntry("flowEndSysUpTime", "9000");
        assertThat(result.rows()).allMatch(each -> each.has(QualityFlag.TIME_MISSING));
    }

    @Test
    void ntpTimesAreRead() {
        long seconds = EXPORT_SECONDS + 2_208_988_800L;
        long start = (seconds << 32) | 0x8000_0000L;
        DecodedFlow row = ipfixRow(new Bytes().u64(start, ((seconds + 1) << 32) | 0x4000_0000L), 154, 8, 157, 8);
        assertThat(row.number("flow_start")).isEqualTo(EXPORT_SECONDS * 1_000_000 + 500_000);
        assertThat(row.number("flow_end")).isEqualTo(EXPORT_SECONDS * 1_000_000 + 1_250_000);
        assertThat(row.number("duration_ms")).isEqualTo(750);
    }

    @Test
    void microsecondsBeforeExportAndDurationsAreRead() {
        DecodedFlow row = ipfixRow(new Bytes().u32(3_000_000, 7_500), 158, 4, 162, 4);
        assertThat(row.number("flow_start")).isEqualTo((EXPORT_SECONDS - 3) * 1_000_000);
        assertThat(row.number("duration_ms")).isEqualTo(7);
        assertThat(row.number("flow_end")).isEqualTo((EXPORT_SECONDS - 3) * 1_000_000 + 7_000);
    }

    @Test
    void endBeforeStartAndSkewAreFlagged() {
        DecodedFlow row = ipfixRow(new Bytes().u32(EXPORT_SECONDS + 7200, EXPORT_SECONDS), 150, 4, 151, 4);
        assertThat(row.has(QualityFlag.END_BEFORE_START)).isTrue();
        assertThat(row.has(QualityFlag.CLOCK_SKEW)).isTrue();
        assertThat(row.number("duration_ms")).isEqualTo(-7_200_000);
    }

    @Test
    void reverseElementsOfBothKindsFillTheReverseColumns() {
        byte[] template = new Bytes()
                .u16(256, 5, 2, 3, 0x8000 | 2, 2)
                .u32(29_305)
                .u16(0x8000 | 1, 4)
                .u32(29_305)
                .u16(0x8000 | 6, 1)
                .u32(29_305)
                .u16(0x8000 | 5, 1)
                .u32(29_305)
                .done();
        byte[] data =
                set(256, new Bytes().number(5, 3).u16(6).u32(700).u8(0x12, 9).done());
        DecodedFlow row = decode(ipfix(1, 0, set(2, template), data)).rows().get(0);
        assertThat(row.text("packets", "reverse_packets", "reverse_bytes", "reverse_tcp_flags"))
                .isEqualTo("5 6 700 18");
        assertThat(row.attributes()).containsEntry("reverseIpClassOfService", "9");
        DecodedFlow initiator = ipfixRow(new Bytes().u32(1, 2, 3, 4), 231, 4, 232, 4, 298, 4, 299, 4);
        assertThat(initiator.text("bytes", "reverse_bytes", "packets", "reverse_packets"))
                .isEqualTo("1 2 3 4");
    }

    @Test
    void countersFallBackToTotalsAndToWhatLeft() {
        assertThat(ipfixRow(new Bytes().u64(9, 8), 85, 8, 86, 8).text("bytes", "packets"))
                .isEqualTo("9 8");
        assertThat(v9Row(new Bytes().u32(9, 8), 23, 4, 24, 4).text("bytes", "packets"))
                .isEqualTo("9 8");
        DecodedFlow both = v9Row(new Bytes().u32(1, 2), 1, 4, 23, 4);
        assertThat(both.get("bytes")).isEqualTo(1L);
        assertThat(both.attributes()).containsEntry("postOctetDeltaCount", "2");
        assertThat(both.has(QualityFlag.COUNTERS_MISSING)).isTrue();
    }

    @Test
    void countersBeyondTheColumnStandInTheAttributes() {
        DecodedFlow row = ipfixRow(new Bytes().u64(-2, 0), 1, 8, 2, 8);
        assertThat(row.get("bytes")).isNull();
        assertThat(row.attributes()).containsEntry("octetDeltaCount", "18446744073709551614");
        assertThat(row.has(QualityFlag.VALUE_OUT_OF_RANGE)).isTrue();
        assertThat(row.has(QualityFlag.ZERO_PACKETS)).isTrue();
    }

    @Test
    void mappedAndUnusedAddressesAreTold() {
        DecodedFlow mapped = ipfixRow(new Bytes().u64(0, 0xffff_0a00_0001L), 27, 16);
        assertThat(mapped.get("source_address")).isEqualTo("10.0.0.1");
        assertThat(mapped.has(QualityFlag.IPV4_MAPPED)).isTrue();
        DecodedFlow both = ipfixRow(new Bytes().u32(0).u64(0x20010db8_00000000L, 1), 8, 4, 27, 16);
        assertThat(both.get("source_address")).isEqualTo("2001:db8::1");
        DecodedFlow exporter = ipfixRow(new Bytes().u32(0xc0000201L, 77), 130, 4, 149, 4);
        assertThat(exporter.text("exporter_address", "observation_domain_id")).isEqualTo("192.0.2.1 77");
    }

    @Test
    void variableLengthsAndEnterprisesAreRead() {
        byte[] template = new Bytes()
                .u16(256, 4, 0x8000 | 1, 65_535)
                .u32(32_473)
                .u16(96, 65_535, 0x8000 | 7, 65_535)
                .u32(99)
                .u16(2, 4)
                .done();
        byte[] longText = utf8("x".repeat(300));
        byte[] one = new Bytes()
                .u8(6)
                .raw(utf8("benign"))
                .u8(3)
                .raw(utf8("dns"))
                .u8(2)
                .u16(9)
                .u32(1)
                .done();
        byte[] two =
                new Bytes().u8(255).u16(300).raw(longText).u8(0).u8(0).u32(2).done();
        Result result = decode(ipfix(1, 0, set(2, template), set(256, one, two)));
        assertThat(result.rows().get(0).text("label", "application", "packets")).isEqualTo("benign dns 1");
        assertThat(result.rows().get(0).attributes()).containsEntry("99/7", "9");
        assertThat(result.rows().get(1).text("label", "application", "packets")).isEqualTo("x".repeat(300) + " null 2");
        assertThat(result.rows().get(1).attributes()).isEmpty();
    }

    @Test
    void attributesAreWrittenByType() {
        DecodedFlow row = ipfixRow(
                new Bytes()
                        .number(0x0200_0000_0001L, 6)
                        .u32(0xc0000207L)
                        .number(0x000641, 3)
                        .u8(1)
                        .raw(utf8("eth\0\0"))
                        .u32(0x0d000102L),
                56,
                6,
                225,
                4,
                70,
                3,
                276,
                1,
                82,
                5,
                95,
                4);
        assertThat(row.attributes())
                .containsEntry("sourceMacAddress", "02:00:00:00:00:01")
                .containsEntry("postNATSourceIPv4Address", "192.0.2.7")
                .containsEntry("mplsTopLabelStackSection", "100-0-1")
                .containsEntry("dataRecordsReliability", "true")
                .containsEntry("interfaceName", "eth")
                .containsEntry("applicationId", "13:258");
    }

    @Test
    void zeroLengthFieldsAndPaddingArePassed() {
        DecodedFlow row = v9Row(new Bytes().u32(5).zeros(3), 2, 4, 82, 0, 1, 0);
        assertThat(row.get("packets")).isEqualTo(5L);
        assertThat(row.attributes()).isEmpty();
        assertThat(row.has(QualityFlag.COUNTERS_MISSING)).isTrue();
    }

    @Test
    void namesComeFromOptions() {
        byte[] interfaces = set(3, optionsTemplate(300, 1, 10, 4, 82, 4, 83, 6));
        byte[] names = set(300, new Bytes().u32(7).raw(utf8("eth7uplink")).done());
        byte[] applications = set(3, optionsTemplate(301, 1, 95, 4, 96, 4));
        byte[] application =
                set(301, new Bytes().u32(0x0d000035L).raw(utf8("dns\0")).done());
        byte[] data = set(256, new Bytes().u32(7, 0x0d000035L).done());
        Result result = decode(
                ipfix(1, 0, set(2, template(256, 10, 4, 95, 4)), data, interfaces, names, applications, application));
        assertThat(result.rows().get(0).get("application")).isEqualTo("dns");
        assertThat(result.rows().get(0).attributes())
                .containsEntry("ingressInterfaceName", "eth7")
                .containsEntry("ingressInterfaceDescription", "uplink")
                .containsEntry("applicationId", "13:53");
    }

    @Test
    void exportersDescribeTheirOwnElements() {
        byte[] types = set(3, optionsTemplate(300, 2, 346, 4, 303, 2, 339, 1, 341, 5));
        byte[] type =
                set(300, new Bytes().u32(99).u16(7).u8(13).raw(utf8("owner")).done());
        byte[] template = new Bytes().u16(256, 1, 0x8000 | 7, 4).u32(99).done();
        Result result = decode(ipfix(1, 0, types, type), ipfix(1, 1, set(2, template), set(256, utf8("abcd"))));
        assertThat(result.rows().get(0).attributes()).containsOnly(java.util.Map.entry("owner", "abcd"));
    }
}
