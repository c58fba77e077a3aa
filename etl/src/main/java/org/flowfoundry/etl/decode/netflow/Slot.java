package org.flowfoundry.etl.decode.netflow;

import static org.flowfoundry.etl.decode.netflow.ElementKey.iana;
import static org.flowfoundry.etl.decode.netflow.ElementKey.reverse;

import java.util.List;

/**
 * A number that a flow record can give, and the elements that give it, the best one first. A template's other elements of
 * the same slot have no column, and become attributes.
 */
@SuppressWarnings("ImmutableEnumChecker") // the list is one of List.of
enum Slot {
    BYTES(iana(1), iana(85), iana(231), iana(23), iana(171)),
    PACKETS(iana(2), iana(86), iana(298), iana(24), iana(172)),
    REVERSE_BYTES(reverse(1), reverse(85), iana(232)),
    REVERSE_PACKETS(reverse(2), reverse(86), iana(299)),
    REVERSE_TCP_FLAGS(reverse(6)),
    PROTOCOL(iana(4)),
    TOS(iana(5)),
    TCP_FLAGS(iana(6)),
    SOURCE_PORT(iana(7), iana(180), iana(182)),
    DESTINATION_PORT(iana(11), iana(181), iana(183)),
    ICMP_TYPE_CODE(iana(32)),
    ICMP_TYPE(iana(176)),
    ICMP_CODE(iana(177)),
    ICMPV6_TYPE_CODE(iana(139)),
    ICMPV6_TYPE(iana(178)),
    ICMPV6_CODE(iana(179)),
    INGRESS_INTERFACE(iana(10)),
    EGRESS_INTERFACE(iana(14)),
    VLAN(iana(58), iana(243)),
    SOURCE_AS(iana(16)),
    DESTINATION_AS(iana(17)),
    OBSERVATION_DOMAIN(iana(149)),

    SOURCE_IPV4(4, iana(8)),
    DESTINATION_IPV4(4, iana(12)),
    EXPORTER_IPV4(4, iana(130)),
    /** The upper half of an IPv6 address; the slot behind it takes the lower half. */
    SOURCE_IPV6(16, iana(27)),
    SOURCE_IPV6_LOW,
    DESTINATION_IPV6(16, iana(28)),
    DESTINATION_IPV6_LOW,
    EXPORTER_IPV6(16, iana(131)),
    EXPORTER_IPV6_LOW,

    START(iana(152), iana(154), iana(156), iana(150)),
    END(iana(153), iana(155), iana(157), iana(151)),
    START_UPTIME(iana(22)),
    END_UPTIME(iana(21)),
    START_BEFORE_EXPORT(iana(158)),
    END_BEFORE_EXPORT(iana(159)),
    DURATION_MILLIS(iana(161)),
    DURATION_MICROS(iana(162)),
    /** When an event was observed, for records of events. */
    OBSERVED(iana(323), iana(324), iana(325), iana(322)),
    BOOT_MILLIS(iana(160)),

    SAMPLING_INTERVAL(iana(34), iana(50)),
    SAMPLER(iana(48), iana(302)),
    PACKET_INTERVAL(iana(305)),
    PACKET_SPACE(iana(306)),
    SAMPLE_SIZE(iana(309)),
    SAMPLE_POPULATION(iana(310));

    /** The value of a slot that the record does not fill. No counter reaches it. */
    static final long ABSENT = Long.MIN_VALUE;

    private final int length;
    private final List<ElementKey> elements;

    Slot(ElementKey... elements) {
        this(0, elements);
    }

    Slot(int length, ElementKey... elements) {
        this.length = length;
        this.elements = List.of(elements);
    }

    /** Where the slot's value stands among a record's values. */
    @SuppressWarnings("EnumOrdinal") // a place in an array in memory, never stored
    int index() {
        return ordinal();
    }

    /** The elements that fill this slot, best first. */
    List<ElementKey> elements() {
        return elements;
    }

    /** Whether a field of that length can be read as this slot's number. */
    boolean accepts(int fieldLength) {
        return length == 0 ? fieldLength <= 8 : fieldLength == length;
    }

    /** Whether the number is not a column by itself, so that the field stands in the attributes, too. */
    boolean isAlsoAttribute() {
        return this == SAMPLER || this == OBSERVED || this == BOOT_MILLIS;
    }
}
