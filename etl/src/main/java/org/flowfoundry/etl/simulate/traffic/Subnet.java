package org.flowfoundry.etl.simulate.traffic;

/**
 * A block of IPv4 addresses, with the IPv6 /48 that goes with it. Sample networks use private (RFC 1918) and documentation
 * (RFC 5737, RFC 3849) blocks only, so that no address of theirs belongs to anyone.
 *
 * @param base the first IPv4 address
 * @param prefixLength of the IPv4 block
 * @param site number of the /48 below 2001:db8::/32
 */
public record Subnet(int base, int prefixLength, int site) {

    /** The block written {@code a.b.c.d/length}. */
    public static Subnet of(String block, int site) {
        String[] parts = block.split("[./]", -1);
        int base = 0;
        for (int i = 0; i < 4; i++) {
            base = base << 8 | Integer.parseInt(parts[i]);
        }
        return new Subnet(base, Integer.parseInt(parts[4]), site);
    }

    /** How many host addresses it has: all but its first and last one. */
    public int size() {
        return (1 << (32 - prefixLength)) - 2;
    }

    public boolean contains(Address address) {
        return address.ipv6()
                ? address.high() >>> 16 == ipv6Prefix() >>> 16
                : ((int) address.low() ^ base) >>> (32 - prefixLength) == 0;
    }

    /** The host address of that number, 0 to size - 1. */
    public Address ipv4(int index) {
        return Address.ipv4(base + 1 + index);
    }

    /** The IPv6 address of the host of that number: 256 subnets, interface identifiers without order (RFC 7217). */
    public Address ipv6(int index) {
        return new Address(
                true,
                ipv6Prefix() | (index & 0xff),
                new RandomStream(site).child(index).nextLong());
    }

    public Address randomIpv4(RandomStream random) {
        return ipv4(random.nextInt(size()));
    }

    private long ipv6Prefix() {
        return 0x2001_0db8_0000_0000L | (long) site << 16;
    }
}
