package org.flowfoundry.etl.decode.nfcapd;

import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;

/**
 * Puts the fields of one nfdump record into a row of a batch; the same for all layouts.
 *
 * <p>Sampling: nfdump multiplies the counters of sampled flows while it collects, and sets a flag in the record. That
 * cannot be undone. Such a row has {@code sampling_interval} 1, for its counters stand for all packets already, and the
 * interval that nfdump knew in the attribute {@value #SCALED_BY}. Rows without the flag have the interval of their
 * exporter's sampler.
 */
final class FlowRow {

    /** The attribute that holds the factor by which nfdump multiplied the counters. */
    static final String SCALED_BY = "nfdumpSamplingScale";

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int DCCP = 33;
    private static final int ICMPV6 = 58;
    private static final int SCTP = 132;
    private static final int UDP_LITE = 136;
    private static final int NETFLOW_V5 = 5;

    private static final long MAX_MILLIS = 253_402_300_799_999L; // the end of the year 9999
    private static final long HOUR_MILLIS = 3_600_000L;
    private static final long MONTH_MILLIS = 31 * 24 * HOUR_MILLIS;
    private static final long WRAP_MILLIS = 1L << 32;
    private static final long IPV4_MAPPED = 0xffffL;

    private final Exporters exporters;
    private final Attributes attributes = new Attributes();

    private FlowBatch batch;
    private int row;
    private int flags;
    private boolean hasTimes;
    private boolean hasCounters;
    private boolean ipv6;
    private int sourcePort;
    private int destinationPort;
    private int protocol;
    private int sourceMask;
    private int destinationMask;
    private boolean hasSelector;
    private long selector;

    FlowRow(Exporters exporters) {
        this.exporters = exporters;
    }

    void begin(FlowBatch target) {
        batch = target;
        row = target.rows();
        attributes.begin(target);
        flags = 0;
        hasTimes = false;
        hasCounters = false;
        ipv6 = false;
        sourcePort = 0;
        destinationPort = 0;
        protocol = -1;
        sourceMask = 0;
        destinationMask = 0;
        hasSelector = false;
    }

    Attributes attributes() {
        return attributes;
    }

    /** Milliseconds since 1970; 0 where unknown. */
    void times(long first, long last, long received) {
        hasTimes = first != 0;
        boolean start = time(batch.flowStart, "flowStartMilliseconds", first);
        boolean end = time(batch.flowEnd, "flowEndMilliseconds", last);
        boolean receipt = time(batch.exportTime, "collectionTimeMilliseconds", received);
        if (start && end) {
            duration(last - first);
        }
        if (receipt && ((start && isSkewed(first, received)) || (end && isSkewed(last, received)))) {
            flag(QualityFlag.CLOCK_SKEW);
        }
    }

    /** Unsigned counters of the record's direction. */
    void counters(long packets, long bytes) {
        hasCounters = true;
        counter(batch.packets, "packetDeltaCount", packets);
        counter(batch.bytes, "octetDeltaCount", bytes);
        if (packets == 0) {
            flag(QualityFlag.ZERO_PACKETS);
        }
    }

    /** Unsigned counters of the other direction; zeroes where the record is one-way. */
    void reverseCounters(long packets, long bytes) {
        if ((packets | bytes) != 0) {
            counter(batch.reversePackets, "reversePacketDeltaCount", packets);
            counter(batch.reverseBytes, "reverseOctetDeltaCount", bytes);
        }
    }

    void transport(int source, int destination, int ipProtocol, int tcpFlags, int forwarding, int tos) {
        sourcePort = source;
        destinationPort = destination;
        protocol = ipProtocol;
        batch.tcpFlags.set(row, tcpFlags);
        batch.tos.set(row, tos);
        attributes.number("forwardingStatus", forwarding);
    }

    /** ICMP type and code where they do not stand in the place of the destination port; 0 where unknown. */
    void icmp(int typeAndCode) {
        if (typeAndCode != 0) {
            destinationPort = typeAndCode;
        }
    }

    void ipv4(int source, int destination) {
        batch.sourceAddress.setIpv4(row, source);
        batch.destinationAddress.setIpv4(row, destination);
    }

    void ipv6(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        ipv6 = true;
        batch.sourceAddress.setIpv6(row, sourceHigh, sourceLow);
        batch.destinationAddress.setIpv6(row, destinationHigh, destinationLow);
        if (isMapped(sourceHigh, sourceLow) || isMapped(destinationHigh, destinationLow)) {
            flag(QualityFlag.IPV4_MAPPED);
        }
    }

    void interfaces(long ingress, long egress) {
        batch.ingressInterface.set(row, ingress);
        batch.egressInterface.set(row, egress);
    }

    void autonomousSystems(long source, long destination) {
        batch.sourceAs.set(row, source);
        batch.destinationAs.set(row, destination);
    }

    /** VLAN ids; 0 is no VLAN. */
    void vlans(long vlan, long postVlan) {
        if (vlan != 0) {
            batch.vlanId.set(row, vlan);
        }
        attributes.number("postVlanId", postVlan);
    }

    void masks(int source, int destination) {
        sourceMask = source;
        destinationMask = destination;
    }

    void directions(int flow, int biflow, int endReason, int destinationTos) {
        attributes.number("flowDirection", flow);
        attributes.number("biflowDirection", biflow);
        attributes.number("flowEndReason", endReason);
        attributes.number("postIpClassOfService", destinationTos);
    }

    void exporterIpv4(int address) {
        if (address != 0) {
            batch.exporterAddress.setIpv4(row, address);
        }
    }

    void exporterIpv6(long high, long low) {
        if ((high | low) != 0) {
            batch.exporterAddress.setIpv6(row, high, low);
        }
    }

    void observation(long point, long domain) {
        attributes.number("observationPointId", point);
        if (domain != 0) {
            batch.observationDomainId.set(row, domain);
        }
    }

    void label(String label) {
        if (!label.isEmpty()) {
            batch.label.set(row, label);
        }
    }

    /** Which of the exporter's samplers the flow came through. */
    void sampledThrough(long selectorId) {
        hasSelector = true;
        selector = selectorId;
        attributes.number("selectorId", selectorId);
    }

    /**
     * Completes the row.
     *
     * @param netflowVersion 5, 9, 10 ...; 0 where unknown
     * @param exporterId nfdump's number for the exporter; 0 where unknown
     * @param engine engine type and id
     * @param scaled whether nfdump multiplied the counters
     */
    void end(int netflowVersion, long exporterId, int engine, boolean scaled) {
        ports();
        attributes.number(ipv6 ? "sourceIPv6PrefixLength" : "sourceIPv4PrefixLength", sourceMask);
        attributes.number(ipv6 ? "destinationIPv6PrefixLength" : "destinationIPv4PrefixLength", destinationMask);
        Exporter exporter = exporters.get(exporterId);
        exporter(exporter, netflowVersion, exporterId, engine);
        sampling(exporter, scaled);
        if (!hasTimes) {
            flag(QualityFlag.TIME_MISSING);
        }
        if (!hasCounters) {
            flag(QualityFlag.COUNTERS_MISSING);
        }
        if (flags != 0) {
            batch.qualityFlags.set(row, flags);
        }
    }

    private void ports() {
        switch (protocol) {
            case ICMP, ICMPV6 -> {
                batch.icmpType.set(row, destinationPort >>> 8);
                batch.icmpCode.set(row, destinationPort & 0xff);
                attributes.number("sourceTransportPort", sourcePort);
            }
            case TCP, UDP, DCCP, SCTP, UDP_LITE -> setPorts();
            default -> {
                if ((sourcePort | destinationPort) != 0) {
                    setPorts();
                }
            }
        }
        if (protocol >= 0) {
            batch.protocol.set(row, protocol);
        }
    }

    private void setPorts() {
        batch.sourcePort.set(row, sourcePort);
        batch.destinationPort.set(row, destinationPort);
    }

    private void exporter(Exporter exporter, int netflowVersion, long exporterId, int engine) {
        boolean described = exporter != null && exporter.isDescribed();
        if (described) {
            AddressColumn address = batch.exporterAddress;
            if (address.isNull(row)) {
                if (exporter.isIpv6()) {
                    address.setIpv6(row, exporter.high(), exporter.low());
                } else {
                    address.setIpv4(row, (int) exporter.low());
                }
            }
            if (batch.observationDomainId.isNull(row)) {
                batch.observationDomainId.set(row, exporter.domainId());
            }
        } else {
            attributes.number("nfdumpExporterId", exporterId);
        }
        if (netflowVersion == NETFLOW_V5 && !described) {
            batch.observationDomainId.set(row, engine);
        } else if (netflowVersion != NETFLOW_V5) {
            attributes.number("engineType", engine >>> 8);
            attributes.number("engineId", engine & 0xff);
        }
        attributes.number("exportProtocolVersion", netflowVersion);
    }

    private void sampling(Exporter exporter, boolean scaled) {
        boolean sampled = exporter != null && exporter.isSampled();
        Sampler sampler = null;
        if (sampled) {
            sampler = hasSelector ? exporter.sampler(selector) : exporter.usualSampler();
        }
        if (scaled) {
            batch.samplingInterval.set(row, 1);
            batch.samplingSource.set(row, sampler == null ? "record" : sampler.source(exporter.version()));
            if (sampler != null && sampler.interval() > 1) {
                attributes.number(SCALED_BY, sampler.interval());
            }
        } else if (sampler != null) {
            batch.samplingInterval.set(row, sampler.interval());
            batch.samplingSource.set(row, sampler.source(exporter.version()));
        } else if (sampled || (hasSelector && selector != 0)) {
            flag(QualityFlag.SAMPLING_UNKNOWN);
        }
    }

    private boolean time(LongColumn column, String name, long millis) {
        if (millis > 0 && millis <= MAX_MILLIS) {
            column.set(row, millis * 1000);
            return true;
        }
        if (millis != 0) {
            attributes.number(name, millis);
            flag(QualityFlag.VALUE_OUT_OF_RANGE);
        }
        return false;
    }

    private void duration(long millis) {
        if (millis >= 0) {
            batch.durationMs.set(row, millis);
        } else {
            flag(QualityFlag.END_BEFORE_START);
        }
        if (Math.abs(millis) > WRAP_MILLIS / 2) {
            flag(QualityFlag.DURATION_WRAP);
        }
    }

    private void counter(LongColumn column, String name, long value) {
        if (value >= 0) {
            column.set(row, value);
        } else {
            attributes.number(name, value);
            flag(QualityFlag.VALUE_OUT_OF_RANGE);
        }
    }

    void flag(QualityFlag flag) {
        flags |= flag.mask();
    }

    private static boolean isSkewed(long millis, long received) {
        return millis > received + HOUR_MILLIS || millis < received - MONTH_MILLIS;
    }

    private static boolean isMapped(long high, long low) {
        return high == 0 && low >>> 32 == IPV4_MAPPED;
    }
}
