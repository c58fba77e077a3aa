package org.flowfoundry.etl.decode.nfcapd;

/**
 * How an exporter samples: of {@code packets + space} packets it counts {@code packets} (IE 305, 306).
 *
 * @param id the exporter's selector id (IE 302, 48), or one of nfdump's negative ones below
 */
record Sampler(long id, long packets, long space) {

    /** Told to the collector by its operator, against what the exporter says. */
    static final long OVERWRITE = -3;
    /** Told to the collector by its operator, for exporters that say nothing. */
    static final long DEFAULT = -2;
    /** For all flows of the exporter: NetFlow v5 header, IE 34. */
    static final long GENERIC = -1;

    private static final int NETFLOW_V5 = 5;

    /** One packet in this many is counted; to the nearest integer where the two intervals give none. */
    long interval() {
        return Math.round((packets + space) / (double) packets);
    }

    /** What the table's {@code sampling_source} says of it, for an exporter that speaks this version of NetFlow. */
    String source(long version) {
        if (id == OVERWRITE || id == DEFAULT) {
            return "config";
        }
        return version == NETFLOW_V5 ? "header" : "options";
    }
}
