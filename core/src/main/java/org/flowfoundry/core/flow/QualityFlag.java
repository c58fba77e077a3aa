package org.flowfoundry.core.flow;

/** What is doubtful about a flow, as bits of the column {@code quality_flags}. Values are as exported all the same. */
public enum QualityFlag {
    /** A flow time lies more than an hour after, or 31 days before, the exporter's or receiver's own time. */
    CLOCK_SKEW(0),
    /** The record ends before it starts. */
    END_BEFORE_START(1),
    /** The record counts zero packets. */
    ZERO_PACKETS(2),
    /** The duration, or a time counted from the exporter's start, shows a wrapped 32-bit millisecond counter. */
    DURATION_WRAP(3),
    /** The record stood before its template, or its template came from another file of the exporter. */
    TEMPLATE_RESOLVED_LATE(4),
    /** The exporter says that it samples, but not (yet) at which interval; or names a sampler never described. */
    SAMPLING_UNKNOWN(5),
    /** The source carries no packet or byte counter. */
    COUNTERS_MISSING(6),
    /** The source gives no usable start time: none at all, a clock at zero, or an uptime without a boot time. */
    TIME_MISSING(7),
    /** An IPv4 address arrived mapped into IPv6 ({@code ::ffff:a.b.c.d}). */
    IPV4_MAPPED(8),
    /** Records of the same exporter were lost just before this one, by its sequence numbers. */
    SEQUENCE_GAP_BEFORE(9),
    /** The record comes from a block or message that was cut short or damaged further on. */
    DAMAGED_NEIGHBOUR(10),
    /** A value did not fit its column's range, so the column is null and the value stands in attributes. */
    VALUE_OUT_OF_RANGE(11);

    private final int bit;

    QualityFlag(int bit) {
        this.bit = bit;
    }

    /** The flag as a mask with its one bit set. */
    public int mask() {
        return 1 << bit;
    }

    public boolean isIn(int flags) {
        return (flags & mask()) != 0;
    }
}
