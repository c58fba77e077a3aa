package org.flowfoundry.training.record.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.training.flows.AttributeNames;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordTable;

/** The rules that flow records of any source may keep, with the fields that a table has. */
final class Candidates {

    private static final String PROTOCOL = "protocol";
    private static final String TCP = "6";
    private static final String PACKETS = "packets";
    private static final String REVERSE_PACKETS = "reverse_packets";
    private static final String BYTES = "bytes";
    private static final String REVERSE_BYTES = "reverse_bytes";
    private static final String DURATION = "duration_ms";

    /** Headers of IP, IP and UDP, IP and TCP, and the least Ethernet frames without and with what fills them. */
    private static final double[] LEAST_PER_PACKET = {60, 46, 40, 28, 20};

    /** Ethernet's payload, its frames, with a VLAN or a checksum, jumbo frames, and the longest of IP. */
    private static final double[] MOST_PER_PACKET = {1500, 1514, 1518, 9000, 65535};

    /** A histogram has at least so many counts. */
    private static final int LEAST_PARTS = 3;

    /** More pairs of names than this are no table to know by heart. */
    private static final int MOST_PAIRS = 2_000;

    private final RecordTable real;

    Candidates(RecordTable real) {
        this.real = real;
    }

    /** In the order in which people read them. */
    Stream<Rule> all() {
        return Stream.of(
                        bounds(),
                        perPacket(BYTES, PACKETS),
                        perPacket(REVERSE_BYTES, REVERSE_PACKETS),
                        zeros(),
                        comparisons(),
                        sums(),
                        flags(),
                        ofTcp(),
                        implications(),
                        icmp(),
                        seen(),
                        ports())
                .flatMap(rules -> rules);
    }

    private Stream<Rule> bounds() {
        return Stream.concat(
                there(PACKETS).map(field -> new AtLeast(field, 1)),
                there(DURATION).map(field -> new AtLeast(field, 0)));
    }

    /** The narrowest bounds that hold; where none of the first fit, the last are asked. */
    private Stream<Rule> perPacket(String bytes, String packets) {
        if (real.indexOf(bytes) < 0 || real.indexOf(packets) < 0) {
            return Stream.of();
        }
        double least = Arrays.stream(LEAST_PER_PACKET)
                .filter(bound -> Rules.isKept(new PerPacket(bytes, packets, bound, Double.MAX_VALUE), real))
                .findFirst()
                .orElse(0);
        double most = Arrays.stream(MOST_PER_PACKET)
                .filter(bound -> Rules.isKept(new PerPacket(bytes, packets, 0, bound), real))
                .findFirst()
                .orElse(Double.MAX_VALUE);
        return least == 0 && most == Double.MAX_VALUE
                ? Stream.of()
                : Stream.of(new PerPacket(bytes, packets, least, most));
    }

    private Stream<Rule> zeros() {
        return numbers().filter(field -> Quantity.of(field) == Quantity.PACKETS).flatMap(packets -> numbers()
                .filter(field -> Quantity.of(field) == Quantity.BYTES)
                .map(bytes -> new ZeroTogether(packets.name(), bytes.name())));
    }

    private Stream<Rule> comparisons() {
        List<Rule> rules = new ArrayList<>();
        for (RecordField field : real.fields()) {
            for (RecordField other : real.fields()) {
                if (field != other
                        && Quantity.of(field) == Quantity.of(other)
                        && Quantity.of(field) != Quantity.OTHER) {
                    compare(rules, field.name(), other.name());
                }
            }
            Quantity quantity = Quantity.of(field);
            if (quantity == Quantity.LENGTH) {
                rules.add(new AtMost(field.name(), totals(BYTES, REVERSE_BYTES)));
            } else if (quantity == Quantity.PACKETS && field.isAttribute()) {
                rules.add(new AtMost(field.name(), totals(PACKETS, REVERSE_PACKETS)));
            }
        }
        return rules.stream()
                .filter(rule -> !(rule instanceof AtMost most && most.most().isEmpty()));
    }

    private static void compare(List<Rule> rules, String field, String other) {
        if (field.compareTo(other) < 0) {
            rules.add(new Equal(field, other));
        }
        rules.add(new AtMost(field, List.of(other)));
    }

    /** Counts of names that begin alike add up to packets or bytes, of one direction or both. */
    private Stream<Rule> sums() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        numbers().filter(RecordField::isAttribute).forEach(field -> {
            String[] words = Quantity.words(field);
            if (words.length > 2) {
                groups.computeIfAbsent(words[0] + ' ' + words[1], name -> new ArrayList<>())
                        .add(field.name());
            }
        });
        List<List<String>> totals = Stream.of(
                        totals(PACKETS, REVERSE_PACKETS),
                        totals(BYTES, REVERSE_BYTES),
                        totals(PACKETS),
                        totals(BYTES),
                        totals(REVERSE_PACKETS),
                        totals(REVERSE_BYTES))
                .filter(total -> !total.isEmpty())
                .distinct()
                .toList();
        return groups.values().stream()
                .filter(parts -> parts.size() >= LEAST_PARTS)
                .flatMap(parts -> totals.stream().map(total -> new SumOf(parts, total)));
    }

    private Stream<Rule> flags() {
        List<String> flags = real.fields().stream()
                .filter(field -> AttributeNames.isTcpFlags(field.name()))
                .map(RecordField::name)
                .toList();
        return flags.stream().flatMap(whole -> flags.stream().flatMap(one -> flags.stream()
                .filter(other -> one.compareTo(other) < 0 && !whole.equals(one) && !whole.equals(other))
                .map(other -> new UnionOfFlags(whole, one, other))));
    }

    private Stream<Rule> ofTcp() {
        return there(PROTOCOL).flatMap(protocol -> real.fields().stream()
                .map(RecordField::name)
                .filter(field -> !field.equals(PROTOCOL))
                .map(field -> new ZeroOffProtocol(field, protocol, TCP)));
    }

    private Stream<Rule> implications() {
        Stream<Rule> noWayBack = there(REVERSE_PACKETS).flatMap(back -> real.fields().stream()
                .map(RecordField::name)
                .filter(field ->
                        !Set.of(REVERSE_PACKETS, REVERSE_BYTES, PROTOCOL).contains(field))
                .map(field -> new Implication(List.of(back), 0, field, 0)));
        List<String> packets = totals(PACKETS, REVERSE_PACKETS);
        Stream<Rule> lone = packets.isEmpty()
                ? Stream.of()
                : there(DURATION).map(duration -> new Implication(packets, 1, duration, 0));
        Stream<Rule> brief = there(DURATION)
                .flatMap(duration -> there(PACKETS).map(count -> new Implication(List.of(duration), 0, count, 1)));
        return Stream.of(noWayBack, lone, brief, presences()).flatMap(rules -> rules);
    }

    /** Fields that the same records have, if not all do. */
    private Stream<Rule> presences() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (RecordField field : real.fields()) {
            IntPredicate presence = Values.presence(real, field.name());
            long[] rows = IntStream.range(0, real.rows())
                    .filter(presence)
                    .asLongStream()
                    .toArray();
            if (rows.length > 0 && rows.length < real.rows()) {
                groups.computeIfAbsent(rows.length + " " + Arrays.hashCode(rows), rowsOf -> new ArrayList<>())
                        .add(field.name());
            }
        }
        return groups.values().stream().filter(group -> group.size() > 1).map(PresentTogether::new);
    }

    private Stream<Rule> icmp() {
        List<String> fields = real.fields().stream()
                .filter(field -> Arrays.asList(Quantity.words(field)).contains("icmp"))
                .map(RecordField::name)
                .toList();
        return fields.stream()
                .flatMap(field ->
                        fields.stream().filter(high -> !high.equals(field)).map(high -> new HighByte(field, high)));
    }

    /** Names by protocol, where what was seen once is so rare that what was not seen is, too (Good 1953). */
    private Stream<Rule> seen() {
        return there(PROTOCOL).flatMap(protocol -> real.fields().stream()
                .filter(field -> !field.isNumber() && !field.name().equals(PROTOCOL))
                .map(field -> seen(protocol, field.name()))
                .filter(Objects::nonNull));
    }

    private Rule seen(String protocol, String other) {
        String[] protocols = real.names(real.indexOf(protocol));
        String[] names = real.names(real.indexOf(other));
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < real.rows() && counts.size() <= MOST_PAIRS; i++) {
            counts.merge(SeenTogether.pair(protocols[i], names[i]), 1, Integer::sum);
        }
        long once = counts.values().stream().filter(count -> count == 1).count();
        boolean isKnown = counts.size() <= MOST_PAIRS && once <= (1 - Rules.LEAST_SHARE) * real.rows();
        return isKnown ? new SeenTogether(protocol, other, counts.keySet()) : null;
    }

    private Stream<Rule> ports() {
        return there("source_port").flatMap(source -> there("destination_port")
                .map(destination -> new OneServicePort(source, destination)));
    }

    private List<String> totals(String... fields) {
        return Arrays.stream(fields).flatMap(this::there).toList();
    }

    private Stream<String> there(String field) {
        return real.indexOf(field) < 0 ? Stream.of() : Stream.of(field);
    }

    private Stream<RecordField> numbers() {
        return real.fields().stream().filter(RecordField::isNumber);
    }
}
