package org.flowfoundry.generation.network;

/**
 * An address that nobody has: of private networks, or of those kept for documentation.
 *
 * <p>Hosts of the network itself are in 10.0.0.0/8 (RFC 1918) and fd00::/8 (RFC 4193), others in 172.16.0.0/12 and 2001:db8::/32
 * (RFC 3849), groups in 233.252.0.0/24 (RFC 6676) and ff0e::db8:0:0/96.
 *
 * @param isIpv6 whether all 128 bits count
 * @param high upper 64 bits; 0 of IPv4
 * @param low lower 64 bits, or the 32 bits of IPv4
 */
public record SyntheticAddress(boolean isIpv6, long high, long low) {

    private static final long INTERNAL = 10L << 24;
    private static final long EXTERNAL = 172L << 24 | 16L << 16;
    private static final long GROUPS = 233L << 24 | 252L << 16;
    private static final long INTERNAL_HOSTS = (1L << 24) - 2;
    private static final long EXTERNAL_HOSTS = (1L << 20) - 2;
    private static final long GROUP_COUNT = 254;

    /** Which addresses hosts of a role have: two roles of one kind have different hosts of it. */
    static String network(String role) {
        String[] words = role.split(" ");
        return words[0] + " " + words[1];
    }

    /**
     * The address of a host.
     *
     * @param role as {@link HostRoles} spells it
     * @param number of the host among those of the same {@link #network}
     */
    static SyntheticAddress of(String role, long number) {
        boolean isIpv6 = role.startsWith("6");
        if (role.contains("multicast")) {
            return isIpv6
                    ? new SyntheticAddress(true, 0xff0e_0000_0000_0000L, 0x0db8_0000_0000_0000L + number)
                    : new SyntheticAddress(false, 0, GROUPS + 1 + number % GROUP_COUNT);
        }
        boolean isInternal = role.contains("internal");
        if (isIpv6) {
            return new SyntheticAddress(true, isInternal ? 0xfd00_0db8_0000_0000L : 0x2001_0db8_0000_0000L, 1 + number);
        }
        return isInternal
                ? new SyntheticAddress(false, 0, INTERNAL + 1 + number % INTERNAL_HOSTS)
                : new SyntheticAddress(false, 0, EXTERNAL + 1 + number % EXTERNAL_HOSTS);
    }
}
