package org.flowfoundry.etl.simulate;

import java.util.List;
import org.flowfoundry.etl.simulate.traffic.HostPool;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.Subnet;

/**
 * The rest of the world as a network sees it. Its servers live in the blocks for documentation; everybody else lives in
 * 172.16.0.0/12, which stands for the Internet at large, so that no real address occurs.
 *
 * @param servers those that many ask for
 * @param people hosts that come to the network's own servers
 * @param remote hosts that are in nobody's way: scanners, control servers, drop zones
 * @param everywhere the block that any address may be drawn from
 */
record Internet(HostPool servers, HostPool people, HostPool remote, Subnet everywhere) {

    private static final Subnet EVERYWHERE = Subnet.of("172.16.0.0/12", 0xf000);
    private static final int SERVERS_IN_BLOCK = 200;

    static Internet create(RandomStream random) {
        List<HostPool> blocks = List.of(
                servers("192.0.2.0/24", 0xf001, random),
                servers("198.51.100.0/24", 0xf002, random),
                servers("203.0.113.0/24", 0xf003, random));
        return new Internet(
                HostPool.union(1.05, blocks),
                HostPool.in(EVERYWHERE, 6_000, 0.6, 0.4, random.child("people")),
                HostPool.in(EVERYWHERE, 400, 0, 0, random.child("remote")),
                EVERYWHERE);
    }

    private static HostPool servers(String block, int site, RandomStream random) {
        return HostPool.in(Subnet.of(block, site), SERVERS_IN_BLOCK, 0, 0.6, random.child(block));
    }
}
