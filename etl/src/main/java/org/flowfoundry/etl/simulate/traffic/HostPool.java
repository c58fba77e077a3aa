package org.flowfoundry.etl.simulate.traffic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Hosts in the order of their popularity, which follows Zipf's law: a few of them have most of the traffic. */
public final class HostPool {

    private final List<Host> hosts;
    private final ZipfRanks popularity;

    private HostPool(List<Host> hosts, double exponent) {
        this.hosts = List.copyOf(hosts);
        this.popularity = new ZipfRanks(hosts.size(), exponent);
    }

    /**
     * Hosts at random places of a block.
     *
     * @param exponent of Zipf's law; 0 makes all equally popular
     * @param dualStackShare share of the hosts that use IPv6 too
     */
    public static HostPool in(Subnet subnet, int count, double exponent, double dualStackShare, RandomStream random) {
        int[] places = new int[subnet.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        List<Host> hosts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int chosen = i + random.nextInt(places.length - i);
            int place = places[chosen];
            places[chosen] = places[i];
            hosts.add(new Host(subnet.ipv4(place), subnet.ipv6(place), random.chance(dualStackShare)));
        }
        return new HostPool(hosts, exponent);
    }

    /** The hosts of several pools, taken in turn so that each has popular ones. */
    public static HostPool union(double exponent, List<HostPool> pools) {
        List<Host> all = new ArrayList<>();
        int longest = pools.stream().mapToInt(HostPool::size).max().orElseThrow();
        for (int rank = 0; rank < longest; rank++) {
            for (HostPool pool : pools) {
                if (rank < pool.size()) {
                    all.add(pool.hosts.get(rank));
                }
            }
        }
        return new HostPool(all, exponent);
    }

    public int size() {
        return hosts.size();
    }

    /** The hosts, the most popular first. */
    public List<Host> hosts() {
        return hosts;
    }

    /** A host by its popularity. */
    public Host pick(RandomStream random) {
        return hosts.get(popularity.pick(random));
    }

    /** Any host, all with the same chance. */
    public Host pickEvenly(RandomStream random) {
        return hosts.get(random.nextInt(hosts.size()));
    }

    /** Different hosts of the pool, all with the same chance; all of it where it has no more. */
    public List<Host> some(int count, RandomStream random) {
        Set<Host> chosen = new LinkedHashSet<>();
        while (chosen.size() < Math.min(count, size())) {
            chosen.add(pickEvenly(random));
        }
        return List.copyOf(chosen);
    }
}
