package org.flowfoundry.generation.network;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Gives flows their hosts and their times. Which hosts a pair has, and when it is active, follows from the pair's number, so that
 * the tasks that make a table agree without a word: nothing is kept in memory but the model. Degrees are those of the model, as in
 * the configuration model (Molloy and Reed 1995): each host has its share of the places at which pairs begin or end.
 */
public final class Traffic {

    /** Pairs that are looked at for one that is active in the hour. */
    private static final int TRIES = 12;

    private static final double SECONDS = 3600;

    /**
     * Multiples of the golden ratio fall evenly between 0 and 1, and neighbours among them far from each other. So each host has
     * as many others as its share says, and most are different ones.
     */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final NetworkModel model;
    private final Map<String, Talk> talks = new HashMap<>();

    /** Number of the first host of each role among those of its kind of address. */
    private final Map<String, Long> first = new HashMap<>();

    private final Map<String, Long> offsets;

    private final long seed;

    /** @param seed another network of the same kind for another one */
    public Traffic(NetworkModel model, long seed) {
        this.model = model;
        this.seed = seed;
        this.offsets = offsets(model.talks());
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
        long key = Permutation.mixed(
                seed ^ Permutation.mixed(pair + 31L * talk.key().hashCode()));
        double pairs = talk.pairs().members();
        double place =
                (Permutation.of(pair, talk.pairs().members(), seed ^ talk.key().hashCode()) + 0.5) / pairs;
        SyntheticAddress from = address(talk.source(), talk.sourceGroup(), talk.sources(), place);
        SyntheticAddress to =
                address(talk.destination(), talk.destinationGroup(), talk.destinations(), place * pairs * GOLDEN % 1);
        return new Meeting(from, to, second(Permutation.mixed(key ^ hour), random));
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
            if (unit(Permutation.mixed(
                            seed ^ Permutation.mixed(pair ^ talk.key().hashCode()) ^ Permutation.mixed(hour)))
                    < active) {
                return pair;
            }
        }
        return pair;
    }

    /** The host at a place, 0 to below 1; the busiest of a group come first. */
    private SyntheticAddress address(String role, String group, Shares members, double place) {
        return address(role, offsets.get(group) + members.members() - 1 - members.draw(place));
    }

    private SyntheticAddress address(String role, long number) {
        long hosts = Math.max(1, model.hosts().getOrDefault(role, 1L));
        return SyntheticAddress.of(role, first.getOrDefault(role, 0L) + Math.floorMod(number, hosts));
    }

    /**
     * The first host of each group among those of its role. Groups lie side by side, so that all hosts of a role have to do with
     * somebody.
     */
    private static Map<String, Long> offsets(List<Talk> talks) {
        Map<String, String> roles = new LinkedHashMap<>();
        Map<String, Long> hosts = new HashMap<>();
        for (Talk talk : talks) {
            roles.put(talk.sourceGroup(), talk.source());
            roles.put(talk.destinationGroup(), talk.destination());
            hosts.merge(talk.sourceGroup(), talk.sources().members(), Math::max);
            hosts.merge(talk.destinationGroup(), talk.destinations().members(), Math::max);
        }
        Map<String, Long> offsets = new HashMap<>();
        Map<String, Long> taken = new HashMap<>();
        roles.forEach((group, role) -> {
            offsets.put(group, taken.getOrDefault(role, 0L));
            taken.merge(role, hosts.get(group), Long::sum);
        });
        return offsets;
    }

    private SyntheticAddress host(String role, SplittableRandom random) {
        return role == null ? null : address(role, random.nextLong(model.hosts().getOrDefault(role, 1L)));
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
}
