package org.flowfoundry.generation.network;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Gives flows their hosts and their times. Which hosts a pair has, and when it is active, follows from the pair's number by
 * hashes, so that the tasks that make a table agree without a word: nothing is kept in memory but the model.
 */
public final class Traffic {

    /** Pairs that are looked at for one that is active in the hour. */
    private static final int TRIES = 12;

    private static final double SECONDS = 3600;

    private final NetworkModel model;
    private final Map<String, Talk> talks = new HashMap<>();

    /** Number of the first host of each role among those of its kind of address. */
    private final Map<String, Long> first = new HashMap<>();

    private final long seed;

    /** @param seed another network of the same kind for another one */
    public Traffic(NetworkModel model, long seed) {
        this.model = model;
        this.seed = seed;
        model.talks().forEach(talk -> talks.put(talk.key(), talk));
        Map<String, Long> next = new HashMap<>();
        model.hosts().forEach((role, hosts) -> {
            String network = SyntheticAddress.network(role);
            first.put(role, next.getOrDefault(network, 0L));
            next.merge(network, hosts, Long::sum);
        });
    }

    /**
     * Who talks, and when.
     *
     * @param source null where the flow has no such address
     * @param destination null where the flow has no such address
     * @param second of the hour, with its fraction
     */
    public record Meeting(SyntheticAddress source, SyntheticAddress destination, double second) {}

    /**
     * Draws hosts and a time.
     *
     * @param source role; null = no address
     * @param destination role; null = no address
     * @param service destination port and protocol, as in {@code 53/17}
     * @param hour of all hours, counted from 1970; decides which pairs are active
     */
    public Meeting draw(String source, String destination, String service, long hour, SplittableRandom random) {
        Talk talk = source == null || destination == null ? null : talk(source, destination, service);
        if (talk == null) {
            return new Meeting(host(source, random), host(destination, random), SECONDS * random.nextDouble());
        }
        long pair = pair(talk, hour, random);
        long key = mixed(seed ^ mixed(pair + 31L * talk.key().hashCode()));
        SyntheticAddress from = address(talk.source(), member(talk.sources(), key, 1), 0);
        SyntheticAddress to = address(
                talk.destination(),
                member(talk.destinations(), key, 2),
                talk.service().hashCode());
        return new Meeting(from, to, second(mixed(key ^ hour), random));
    }

    private Talk talk(String source, String destination, String service) {
        Talk talk = talks.get(Talk.key(source, destination, service));
        return talk == null ? talks.get(Talk.key(source, destination, Talk.ANY)) : talk;
    }

    private long pair(Talk talk, long hour, SplittableRandom random) {
        long pair = 0;
        for (int i = 0; i < TRIES; i++) {
            pair = talk.pairs().draw(random.nextDouble());
            double flows = talk.pairs().of(pair) * talk.flows();
            double active = talk.activeHours(flows, model.hours()) / model.hours();
            if (unit(mixed(seed ^ mixed(pair ^ talk.key().hashCode()) ^ mixed(hour))) < active) {
                return pair;
            }
        }
        return pair;
    }

    private static long member(Shares hosts, long key, int end) {
        return hosts.draw(unit(mixed(key + end)));
    }

    /** The busiest members of a talk are the same hosts whatever the service, unless an offset says otherwise. */
    private SyntheticAddress address(String role, long member, int offset) {
        long hosts = Math.max(1, model.hosts().getOrDefault(role, 1L));
        return SyntheticAddress.of(
                role, first.getOrDefault(role, 0L) + Math.floorMod(hosts - 1 - member + offset, hosts));
    }

    private SyntheticAddress host(String role, SplittableRandom random) {
        return role == null ? null : address(role, random.nextLong(model.hosts().getOrDefault(role, 1L)), 0);
    }

    /** Flows of a burst follow where the pair's activity in the hour begins; others are anywhere. */
    private double second(long burst, SplittableRandom random) {
        if (random.nextDouble() >= model.burst()) {
            return SECONDS * random.nextDouble();
        }
        double start = unit(burst) * SECONDS;
        double later = -Math.log1p(-random.nextDouble()) * model.burstSeconds() / Math.log(2);
        return Math.min(Math.nextDown(SECONDS), start + later);
    }

    private static double unit(long hash) {
        return (hash >>> 11) * 0x1p-53;
    }

    /** The finalizer of SplitMix64 (Steele et al. 2014). */
    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
