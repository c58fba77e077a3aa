package org.flowfoundry.generation.network;

import java.io.Serializable;

/**
 * What hosts of one role have to do with those of another, by one service.
 *
 * @param source role of the senders
 * @param destination role of those they send to
 * @param service destination port and protocol of the service as {@code 53/17}; {@code *} for all others
 * @param flows how many were seen
 * @param pairs of hosts, by their flows
 * @param sources by how many hosts they send to
 * @param destinations by how many hosts send to them
 * @param activity logarithm of the hours in which a pair of one flow is active: intercept of a line over the logarithm of flows
 * @param growth slope of that line
 */
record Talk(
        String source,
        String destination,
        String service,
        long flows,
        Shares pairs,
        Shares sources,
        Shares destinations,
        double activity,
        double growth)
        implements Serializable {

    /** The service of all that is rare. */
    static final String ANY = "*";

    Talk {
        if (source == null || destination == null || service == null || pairs == null) {
            throw new IllegalArgumentException("a talk needs roles, a service and pairs");
        }
    }

    static String key(String source, String destination, String service) {
        return source + ' ' + destination + ' ' + service;
    }

    String key() {
        return key(source, destination, service);
    }

    /** Those of the sources' role who use the service: the same hosts, whoever they send to. */
    String sourceGroup() {
        return "from " + source + ' ' + service;
    }

    /** Those of the destinations' role who offer the service. */
    String destinationGroup() {
        return "to " + destination + ' ' + service;
    }

    /** Hours, of so many, in which a pair with so many flows is active. */
    double activeHours(double flowsOfPair, int hours) {
        double active = Math.exp(activity + growth * Math.log(Math.max(1, flowsOfPair)));
        return Math.max(1, Math.min(hours, active));
    }
}
