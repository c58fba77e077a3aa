package org.flowfoundry.etl.simulate.export;

import org.flowfoundry.etl.simulate.traffic.Conversation;

/**
 * A flow record as an exporter sends it.
 *
 * @param counted what the exporter counted, its times included
 * @param truth the packets and bytes that really passed; the same where the exporter does not sample
 * @param exporter number of the exporter, from 0
 * @param exportTime when it leaves the exporter, microseconds since 1970 UTC
 * @param ingress SNMP index of the interface it came in by
 * @param egress SNMP index of the interface it left by
 */
record ExportedFlow(
        Conversation counted,
        Conversation truth,
        int exporter,
        long exportTime,
        EndReason endReason,
        int ingress,
        int egress) {

    long startMillis() {
        return counted.start() / 1000;
    }

    long endMillis() {
        return counted.end() / 1000;
    }

    boolean isBiflow() {
        return counted.reverse().packets() > 0;
    }
}
