package org.flowfoundry.etl.decode;

/**
 * What a reader found so far besides its flows. Records in the input = flows + quarantined + duplicates.
 *
 * @param quarantined calls to {@link Quarantine#add}
 * @param withoutTemplate those of them that are sound but for a template, which other files may hold
 * @param duplicates records left out because their datagram stood in the file already
 * @param lost records the exporter sent that are not in the file, by its sequence numbers
 * @param bytesRead bytes of the (decompressed) source consumed so far
 */
public record DecodeCounts(long quarantined, long withoutTemplate, long duplicates, long lost, long bytesRead) {

    /** The counts of a format whose records explain themselves. */
    public DecodeCounts(long quarantined, long duplicates, long lost, long bytesRead) {
        this(quarantined, 0, duplicates, lost, bytesRead);
    }

    /** The same with more that is quarantined. */
    public DecodeCounts plusQuarantined(long more) {
        return new DecodeCounts(quarantined + more, withoutTemplate, duplicates, lost, bytesRead);
    }
}
