package org.flowfoundry.generation.network;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log10;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Roles of hosts, in words that say what they are: {@code 4 internal 3 1} is a host with an IPv4 address of the network itself that
 * sent a thousand flows or more and received ten or more. A role has no address in it.
 */
final class HostRoles {

    /** Decades of flows that are told apart. */
    private static final int MOST_DECADES = 5;

    /** Where no address is private, the network is the prefix of 16 bits that takes part in more flows than any other. */
    private static final String PREFIX = "^(\\d+\\.\\d+|[0-9a-f]+:[0-9a-f]*)[.:].*$";

    private HostRoles() {}

    /** Hosts of flows: columns host, role. */
    static Dataset<Row> of(Dataset<Row> flows) {
        Dataset<Row> ends = flows.select(col("source_address").as("host"), lit(1).as("sent"), lit(0).as("received"))
                .unionByName(
                        flows.select(col("destination_address").as("host"), lit(0).as("sent"), lit(1).as("received")))
                .where(col("host").isNotNull());
        Dataset<Row> hosts =
                ends.groupBy("host").agg(sum("sent").as("sent"), sum("received").as("received"));
        return hosts.select(
                col("host"),
                concat(
                                when(col("host").contains(":"), lit("6 ")).otherwise(lit("4 ")),
                                when(isMulticast(), lit("multicast"))
                                        .when(isInternal(hosts), lit("internal"))
                                        .otherwise(lit("external")),
                                lit(" "),
                                decade("sent"),
                                lit(" "),
                                decade("received"))
                        .as("role"));
    }

    /** Flows with the roles of their ends, null where they have no address. */
    static Dataset<Row> added(Dataset<Row> flows, Dataset<Row> roles) {
        return flows.join(
                        roles.select(
                                col("host").as("source_address"), col("role").as("source_role")),
                        by("source_address"),
                        "left")
                .join(
                        roles.select(
                                col("host").as("destination_address"),
                                col("role").as("destination_role")),
                        by("destination_address"),
                        "left");
    }

    private static String[] by(String name) {
        return new String[] {name};
    }

    private static Column decade(String flows) {
        Column decade = floor(log10(greatest(col(flows), lit(1))));
        return when(col(flows).equalTo(0), lit("-"))
                .otherwise(least(decade, lit(MOST_DECADES)).cast("string"));
    }

    private static Column isMulticast() {
        return col("host").rlike("^(22[4-9]|23\\d)\\.|^ff[0-9a-f]{2}:|^255\\.255\\.255\\.255$");
    }

    private static Column isPrivate() {
        return col("host")
                .rlike(
                        "^10\\.|^192\\.168\\.|^172\\.(1[6-9]|2\\d|3[01])\\.|^169\\.254\\.|^f[cd][0-9a-f]{2}:|^fe[89ab][0-9a-f]:");
    }

    private static Column isInternal(Dataset<Row> hosts) {
        if (!hosts.where(isPrivate()).isEmpty()) {
            return isPrivate();
        }
        Column prefix = regexp_extract(col("host"), PREFIX, 1);
        List<Row> most = hosts.where(not(isMulticast()))
                .groupBy(prefix.as("prefix"))
                .agg(sum(col("sent").plus(col("received"))).as("flows"), count(lit(1)))
                .orderBy(desc("flows"), col("prefix"))
                .limit(1)
                .collectAsList();
        return most.isEmpty() ? lit(false) : prefix.equalTo(most.get(0).getString(0));
    }
}
