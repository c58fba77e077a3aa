package org.flowfoundry.etl.simulate.export;

import java.util.List;
import org.flowfoundry.etl.simulate.traffic.Address;
import org.flowfoundry.etl.simulate.traffic.Subnet;

/**
 * Where a network's exporters stand: between their own blocks and the rest of the Internet.
 *
 * @param home the network's own blocks
 */
public record Vantage(List<Subnet> home) {

    private static final int UPLINK = 1;
    private static final int FIRST_ACCESS = 101;
    private static final int ACCESS_PORTS = 8;
    /** Private and documentation numbers, RFC 5398. */
    private static final int OWN_AS = 64_496;

    private static final int FOREIGN_AS_COUNT = 14;

    public Vantage {
        home = List.copyOf(home);
    }

    boolean isHome(Address address) {
        for (Subnet subnet : home) {
            if (subnet.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** SNMP index of the interface towards an address. */
    int interfaceTowards(Address address) {
        return isHome(address) ? FIRST_ACCESS + place(address, ACCESS_PORTS) : UPLINK;
    }

    /** Number of the autonomous system of an address, out of those for documentation. */
    int autonomousSystem(Address address) {
        return isHome(address) ? OWN_AS : OWN_AS + 1 + place(address, FOREIGN_AS_COUNT);
    }

    /** One of {@code places}, the same for all addresses of a /24 or /64. */
    static int place(Address address, int places) {
        long prefix = address.ipv6() ? address.high() : address.low() >>> 8;
        return (int) Math.floorMod((prefix * 0x9e3779b97f4a7c15L) >>> 32, (long) places);
    }
}
