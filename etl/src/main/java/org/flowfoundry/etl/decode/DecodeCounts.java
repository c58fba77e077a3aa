package org.flowfoundry.etl.decode;

/**
 * What a reader found so far besides its flows. Records in the input = flows + quarantined + duplicates.
 *
 * @param quarantined calls to {@link Quarantine#add}
 * @param duplicates records left out because their datagram stood in the file already
 * @param lost records the exporter sent that are not in the file, by its sequence numbers
 * @param bytesRead bytes of the (decompressed) source consumed so far
 */
public record DecodeCounts(long quarantined, long duplicates, long lost, long bytesRead) {}
