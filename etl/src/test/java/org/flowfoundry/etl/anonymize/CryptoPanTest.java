package org.flowfoundry.etl.anonymize;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IpAddresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CryptoPanTest {

    static final AnonymizationKey KEY =
            new AnonymizationKey("abcdefghijklmnopqrstuvwxyz012345".getBytes(StandardCharsets.US_ASCII));

    private final CryptoPan cryptoPan = new CryptoPan(KEY);

    /** What nfanon of nfdump gives under the same key. */
    @ParameterizedTest
    @CsvSource({"10.0.9.9, 25.126.134.145", "192.0.2.77, 216.249.242.162"})
    void ipv4ImagesAreThoseOfNfanon(String address, String image) {
        AddressColumn column = new AddressColumn("a", 1);
        IpAddresses.parse(column, 0, address);

        assertThat(IpAddresses.ipv4Text(cryptoPan.ipv4((int) column.low(0)))).isEqualTo(image);
    }

    /** The key and the addresses of the authors' sample. */
    @ParameterizedTest
    @CsvSource({
        "128.11.68.132, 135.242.180.132",
        "129.118.74.4, 134.136.186.123",
        "130.132.252.244, 133.68.164.234",
        "24.0.250.221, 100.15.198.226",
        "192.102.249.13, 252.138.62.131"
    })
    void ipv4ImagesAreThoseOfTheAuthors(String address, String image) {
        byte[] key = new byte[] {
            21,
            34,
            23,
            (byte) 141,
            51,
            (byte) 164,
            (byte) 207,
            (byte) 128,
            19,
            10,
            91,
            22,
            73,
            (byte) 144,
            125,
            16,
            (byte) 216,
            (byte) 152,
            (byte) 143,
            (byte) 131,
            121,
            121,
            101,
            39,
            98,
            87,
            76,
            45,
            42,
            (byte) 132,
            34,
            2
        };
        AddressColumn column = new AddressColumn("a", 1);
        IpAddresses.parse(column, 0, address);

        assertThat(IpAddresses.ipv4Text(new CryptoPan(new AnonymizationKey(key)).ipv4((int) column.low(0))))
                .isEqualTo(image);
    }

    @Property(tries = 200)
    void ipv4PrefixesAreKept(@ForAll int address, @ForAll @IntRange(max = 31) int common) {
        int other = address ^ (Integer.MIN_VALUE >>> common);

        assertThat(Integer.numberOfLeadingZeros(cryptoPan.ipv4(address) ^ cryptoPan.ipv4(other)))
                .isEqualTo(common);
    }

    @Property(tries = 200)
    void ipv6PrefixesAreKept(@ForAll long high, @ForAll long low, @ForAll @IntRange(max = 127) int common) {
        long[] image = cryptoPan.ipv6(high, low);
        long[] other = common < 64
                ? cryptoPan.ipv6(high ^ (Long.MIN_VALUE >>> common), ~low)
                : cryptoPan.ipv6(high, low ^ (Long.MIN_VALUE >>> (common - 64)));

        int shared = image[0] == other[0]
                ? 64 + Long.numberOfLeadingZeros(image[1] ^ other[1])
                : Long.numberOfLeadingZeros(image[0] ^ other[0]);
        assertThat(shared).isEqualTo(common);
    }

    @Test
    void differentAddressesHaveDifferentImages() {
        Set<Integer> images = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            images.add(cryptoPan.ipv4(0x0a000000 + i * 257));
        }
        assertThat(images).hasSize(5000);
    }

    @Test
    void macKeepsItsManufacturersPrefix() {
        long image = cryptoPan.mac(0x0011_2233_4455L);
        assertThat(image >>> 24).isEqualTo(cryptoPan.mac(0x0011_22ff_ffffL) >>> 24);
        assertThat(image).isNotEqualTo(0x0011_2233_4455L).isBetween(0L, 0xffff_ffff_ffffL);
    }
}
