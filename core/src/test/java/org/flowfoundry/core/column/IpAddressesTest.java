package org.flowfoundry.core.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "2001:0db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80:0:0:0:0:0:0:0, fe80::",
        "::FFFF:192.0.2.1, ::ffff:192.0.2.1",
        "2001:DB8::A, 2001:db8::a",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "192.0.2.254, 192.0.2.254",
    })
    void textIsThatOfRfc5952(String given, String canonical) {
        AddressColumn column = new AddressColumn("a", 1);
        assertThat(IpAddresses.parse(column, 0, given)).isTrue();
        assertThat(column.text(0)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.x",
                ":",
                ":::",
                "1::2::3",
                "12345::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1.2.3",
                "fe80::1%eth0",
                "1:",
                ":1",
                "1.2.3.4.",
                "..1.2",
                "localhost",
                "1:2:3:4:5:6:7:1.2.3.4"
            })
    void whatIsNoAddressIsRefused(String text) {
        AddressColumn column = new AddressColumn("a", 1);
        assertThat(IpAddresses.parse(column, 0, text)).isFalse();
        assertThat(column.isNull(0)).isTrue();
    }

    @Property(tries = 500)
    void ipv6TextReadsBackEverywhere(@ForAll long high, @ForAll long low, @ForAll byte zeroGroups)
            throws UnknownHostException {
        long maskedHigh = high & mask(zeroGroups >>> 4);
        long maskedLow = low & mask(zeroGroups);
        String text = IpAddresses.ipv6Text(maskedHigh, maskedLow);

        AddressColumn column = new AddressColumn("a", 1);
        assertThat(IpAddresses.parse(column, 0, text)).isTrue();
        assertThat(column.high(0)).isEqualTo(maskedHigh);
        assertThat(column.low(0)).isEqualTo(maskedLow);
        byte[] bytes =
                ByteBuffer.allocate(16).putLong(maskedHigh).putLong(maskedLow).array();
        assertThat(InetAddress.getByName(text)).isEqualTo(InetAddress.getByAddress(bytes));
    }

    @Property(tries = 200)
    void ipv4TextReadsBack(@ForAll int address) {
        AddressColumn column = new AddressColumn("a", 1);
        assertThat(IpAddresses.parse(column, 0, IpAddresses.ipv4Text(address))).isTrue();
        assertThat(column.low(0)).isEqualTo(Integer.toUnsignedLong(address));
    }

    @Test
    void copyKeepsFamilyAndNull() {
        AddressColumn from = new AddressColumn("a", 3);
        from.setIpv4(0, 0x0a000001);
        from.setIpv6(1, 0x20010db800000000L, 1);
        AddressColumn to = new AddressColumn("b", 3);
        for (int row = 0; row < 3; row++) {
            to.copy(from, row, row);
        }
        assertThat(to.text(0)).isEqualTo("10.0.0.1");
        assertThat(to.text(1)).isEqualTo("2001:db8::1");
        assertThat(to.text(2)).isNull();
    }

    private static long mask(int bits) {
        long mask = 0;
        for (int group = 0; group < 4; group++) {
            if ((bits >> group & 1) == 0) {
                mask |= 0xffffL << 16 * group;
            }
        }
        return mask;
    }
}
