package org.flowfoundry.features.flow;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.instr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * What kind of addresses a flow joins, told by their text (RFC 5952, dotted IPv4) so that a table with anonymised addresses
 * needs no lookup. Internal is what is not routed on the Internet: RFC 1918, RFC 6598, link local, loopback, and in IPv6
 * RFC 4193, link local and loopback.
 */
final class AddressFeatures {

    private static final Column SOURCE = col("source_address");
    private static final Column DESTINATION = col("destination_address");

    static final List<FlowFeature> ALL = List.of(
            FlowFeature.flag("is_ipv6", isIpv6(SOURCE), "the addresses are IPv6"),
            FlowFeature.flag("source_internal", internal(SOURCE), "source_address is private, link local or loopback"),
            FlowFeature.flag(
                    "destination_internal",
                    internal(DESTINATION),
                    "destination_address is private, link local or loopback"),
            FlowFeature.flag(
                    "destination_multicast",
                    multicast(DESTINATION),
                    "destination_address is multicast, or 255.255.255.255"),
            FlowFeature.integer(
                    "direction",
                    direction(),
                    "0 internal to internal, 1 outbound, 2 inbound, 3 external to external, by source_internal and"
                            + " destination_internal"),
            FlowFeature.flag(
                    "same_subnet",
                    when(isIpv6(SOURCE), lit(null)).otherwise(slash24(SOURCE).equalTo(slash24(DESTINATION))),
                    "both IPv4 addresses share their first 24 bits; null for IPv6"));

    private AddressFeatures() {}

    private static Column direction() {
        Column from = internal(SOURCE);
        Column to = internal(DESTINATION);
        return when(from.and(to), 0)
                .when(from.and(to.equalTo(false)), 1)
                .when(from.equalTo(false).and(to), 2)
                .when(from.equalTo(false).and(to.equalTo(false)), 3);
    }

    private static Column internal(Column address) {
        return when(isIpv6(address), internalIpv6(address)).otherwise(internalIpv4(address));
    }

    private static Column internalIpv4(Column address) {
        return address.startsWith("10.")
                .or(address.startsWith("192.168."))
                .or(address.startsWith("172.").and(secondOctet(address, 16, 31)))
                .or(address.startsWith("100.").and(secondOctet(address, 64, 127)))
                .or(address.startsWith("169.254."))
                .or(address.startsWith("127."));
    }

    private static Column secondOctet(Column address, int lowest, int highest) {
        return octet(substring_index(substring(address, 5, 4), ".", 1), lowest, highest);
    }

    private static Column octet(Column text, int lowest, int highest) {
        return text.try_cast(DataTypes.IntegerType).between(lowest, highest);
    }

    /** fc00::/7, fe80::/10 and ::1. */
    private static Column internalIpv6(Column address) {
        Column block = substring(address, 1, 2)
                .isin("fc", "fd")
                .or(substring(address, 1, 3).isin("fe8", "fe9", "fea", "feb"));
        return block.and(firstGroupIsWhole(address)).or(address.equalTo("::1"));
    }

    private static Column multicast(Column address) {
        Column ipv4 = octet(substring_index(address, ".", 1), 224, 239).or(address.equalTo("255.255.255.255"));
        Column ipv6 = substring(address, 1, 2).equalTo("ff").and(firstGroupIsWhole(address));
        return when(isIpv6(address), ipv6).otherwise(ipv4);
    }

    /** The text leaves out leading zeros: {@code fc:...} is {@code 00fc:...}. */
    private static Column firstGroupIsWhole(Column address) {
        return substring(address, 5, 1).equalTo(":");
    }

    private static Column isIpv6(Column address) {
        return instr(address, ":").gt(0);
    }

    private static Column slash24(Column address) {
        return substring_index(address, ".", 3);
    }
}
