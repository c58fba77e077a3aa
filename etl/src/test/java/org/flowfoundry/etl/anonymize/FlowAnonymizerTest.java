package org.flowfoundry.etl.anonymize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IpAddresses;
import org.flowfoundry.core.flow.FlowBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowAnonymizerTest {

    private final FlowBatch batch = new FlowBatch(8);

    @Test
    void everyAddressOfARowIsReplaced() {
        set(batch.sourceAddress, "10.0.9.9");
        set(batch.destinationAddress, "2001:db8::1");
        set(batch.exporterAddress, "::ffff:192.0.2.77");
        batch.attributes.put(0, "ipNextHopIPv4Address", "10.0.9.9");
        batch.attributes.put(0, "vxlan", "5");
        batch.endRow();
        batch.endRow();

        new FlowAnonymizer(CryptoPanTest.KEY).apply(batch);

        assertThat(batch.sourceAddress.text(0)).isEqualTo("25.126.134.145");
        assertThat(batch.destinationAddress.text(0)).isNotEqualTo("2001:db8::1");
        assertThat(batch.exporterAddress.text(0)).isEqualTo("::ffff:216.249.242.162");
        assertThat(batch.attributes.get(0)).isEqualTo(Map.of("ipNextHopIPv4Address", "25.126.134.145", "vxlan", "5"));
        assertThat(batch.sourceAddress.isNull(1)).isTrue();
    }

    @Test
    void addressesInsideTextAreReplacedAndOtherTextIsKept() {
        Map<String, String> texts = Map.ofEntries(
                Map.entry("10.0.9.9,192.0.2.77", "25.126.134.145,216.249.242.162"),
                Map.entry("10.0.9.9:443", "25.126.134.145:443"),
                Map.entry("10.0.9.9/24", "25.126.134.145/24"),
                Map.entry("via 192.0.2.77 (eth0)", "via 216.249.242.162 (eth0)"),
                Map.entry("::ffff:10.0.9.9", "::ffff:25.126.134.145"),
                Map.entry("12:34:56", "12:34:56"),
                Map.entry("1.5", "1.5"),
                Map.entry("SF-ShADad", "SF-ShADad"),
                Map.entry("std::vector<int>", "std::vector<int>"),
                Map.entry("2024-03-01 12:34:56.789", "2024-03-01 12:34:56.789"),
                Map.entry("2024-03-01T12:34:56Z", "2024-03-01T12:34:56Z"),
                Map.entry("65000:1:2", "65000:1:2"),
                Map.entry("f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                Map.entry("ge-0/0/0.1 to core", "ge-0/0/0.1 to core"),
                Map.entry("0x1b", "0x1b"));
        texts.forEach((text, image) -> assertThat(mapped("anything", text)).isEqualTo(image));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to %s.",
                "%s:",
                "%s-%s",
                "src:%s",
                "src:%s,dst:%s",
                "ge-%s",
                "eth%s",
                "%s.53",
                "v%sx",
                "%s:443->%s:80",
                "12:34:56:%s",
                "12:34:56 %s",
                "::ffff:%s.",
                "http://%s/a?b=%s",
                "%s_%s"
            })
    void ipv4AddressesAreReplacedWhereverTheyStand(String text) {
        assertThat(mapped("interfaceDescription", text.replace("%s", "10.0.9.9")))
                .isEqualTo(text.replace("%s", "25.126.134.145"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to %s.",
                "%s:",
                "(%s)",
                "[%s]:443",
                "%s%eth0",
                "%s/64",
                "%s-%s",
                "%s,%s",
                "src:%s",
                "if_%s",
                "%s.53",
                "%s->%s"
            })
    void ipv6AddressesAreReplacedWhereverTheyStand(String text) {
        String image = mapped("any", "fe80::1");
        assertThat(image).isNotEqualTo("fe80::1").contains(":");

        assertThat(mapped("any", text.replace("%s", "fe80::1"))).isEqualTo(text.replace("%s", image));
        assertThat(mapped("any", text.replace("%s", "FE80:0:0:0:0:0:0:1"))).isEqualTo(text.replace("%s", image));
    }

    @ParameterizedTest
    @CsvSource({
        "a::b::c, removed",
        "to 300.1.2.3, to removed",
        "1.3.6.1.4.1.9, removed",
        "1:2:3:4:5:6:7, removed",
        "if 00-11-22-33-44-55-66-77, if removed",
        "2001:db8:1:2:3:4:5:6x, removed6x",
        "via ::1src, via removedsrc",
        "eth8000::2:ffffeth, ethremovedth"
    })
    void whatLooksLikeAnAddressAndIsNoneIsRemoved(String text, String image) {
        assertThat(mapped("any", text)).isEqualTo(image);
    }

    @Test
    void applicationAndLabelAreTextToo() {
        batch.application.set(0, "web on 10.0.9.9");
        batch.label.set(0, "attack-10.0.9.9");
        batch.endRow();
        batch.label.set(1, "Benign");
        batch.endRow();

        new FlowAnonymizer(CryptoPanTest.KEY).apply(batch);

        assertThat(batch.application.get(0)).isEqualTo("web on 25.126.134.145");
        assertThat(batch.label.get(0)).isEqualTo("attack-25.126.134.145");
        assertThat(batch.application.get(1)).isNull();
        assertThat(batch.label.get(1)).isEqualTo("Benign");
    }

    @ParameterizedTest
    @CsvSource({
        "ipHeaderPacketSection, 0x45000054a6f200004001f0000a000001c0a80001",
        "layer2packetSectionData, 0x0011",
        "srhSegmentIPv6ListSection, 0x20010db8",
        "reverseDataLinkFrameSection, 0x00",
        "basicList, 0xff0008000403000a0000010a000002",
        "9/12235, 0x0a000001",
        "9/12235, 167772161",
        "4294967295/3, 18446744073709551615",
        "nfdumpExtension77, 0a000001",
        "text, 'list 0x0A000001,0x0a000002'"
    })
    void bytesThatMayHoldAddressesAreRemoved(String name, String value) {
        assertThat(mapped(name, value)).isEqualTo("removed");
    }

    @ParameterizedTest
    @CsvSource({
        "mplsTopLabelStackSection, 0x0003e9",
        "layer2packetSectionOffset, 14",
        "payloadLength, 1460",
        "9/12235, 16777215",
        "initiatorOctets, 167772161"
    })
    void bytesAndNumbersThatHoldNoneAreKept(String name, String value) {
        assertThat(mapped(name, value)).isEqualTo(value);
    }

    @Test
    void macAddressesAreReplacedInTheirNotation() {
        assertThat(mapped("sourceMacAddress", "00:11:22:33:44:55"))
                .matches("([0-9a-f]{2}:){5}[0-9a-f]{2}")
                .isNotEqualTo("00:11:22:33:44:55")
                .isEqualTo(mapped("other", "00-11-22-33-44-55").replace('-', ':'))
                .isEqualTo(mapped("other", "mac 0011.2233.4455.")
                        .replaceAll("mac |[.]", "")
                        .replaceAll("..(?!$)", "$0:"));
        assertThat(mapped("x", "mac:00:11:22:33:44:55,if00:11:22:33:44:55:"))
                .isEqualTo("mac:%1$s,if%1$s:", mapped("x", "00:11:22:33:44:55"));
        assertThat(mapped("x", "mac-00-11-22-33-44-55")).isEqualTo("mac-" + mapped("x", "00-11-22-33-44-55"));
    }

    @Test
    void valuesThatIdentifyAreRemoved() {
        assertThat(mapped("userName", "alice")).isEqualTo("removed");
        assertThat(mapped("community_id", "1:LQU9qZlK+B5F3KDmev6m5PMibrg=")).isEqualTo("removed");
    }

    private String mapped(String key, String value) {
        batch.clear();
        batch.attributes.put(0, key, value);
        batch.endRow();
        new FlowAnonymizer(CryptoPanTest.KEY).apply(batch);
        return batch.attributes.get(0).get(key);
    }

    private void set(AddressColumn column, String address) {
        assertThat(IpAddresses.parse(column, batch.rows(), address)).isTrue();
    }
}
