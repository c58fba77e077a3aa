package org.flowfoundry.etl.decode.nfcapd;

/** What a record in a block is to its reader. */
enum RecordKind {
    /** One flow. */
    FLOW,
    /** Says how to read later flows: extension map, exporter, sampler. */
    CONTROL,
    /** Known, and of no use here: statistics, names. */
    OTHER,
    /** Nothing that this layout has. */
    UNKNOWN
}
