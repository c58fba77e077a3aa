package org.flowfoundry.etl.anonymize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IpAddresses;
import org.flowfoundry.core.flow.FlowBatch;
import org.junit.jupiter.api.Test;

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
                Map.entry("a::b::c", "a::b::c"),
                Map.entry("v1.2.3.4x", "v1.2.3.4x"));
        texts.forEach((text, image) -> assertThat(mapped("anything", text)).isEqualTo(image));
    }

    @Test
    void macAddressesAreReplacedInTheirNotation() {
        assertThat(mapped("sourceMacAddress", "00:11:22:33:44:55"))
                .matches("([0-9a-f]{2}:){5}[0-9a-f]{2}")
                .isNotEqualTo("00:11:22:33:44:55")
                .isEqualTo(mapped("other", "00-11-22-33-44-55").replace('-', ':'));
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
