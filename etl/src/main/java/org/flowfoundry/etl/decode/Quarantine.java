package org.flowfoundry.etl.decode;

/** Takes what cannot be read. Each call is one quarantined record: a record, or a stretch of the file that hides some. */
public interface Quarantine {

    /** The most raw bytes that are kept of a quarantined record. */
    int RAW_LIMIT = 1024;

    /**
     * Keeps what cannot be read.
     *
     * @param record the record's number in its file, or -1 where it cannot be counted
     * @param offset byte offset in the (decompressed) file
     * @param reason what is wrong, in words, with no address in it
     * @param raw a buffer that holds its first bytes; only up to {@link #RAW_LIMIT} of them are kept, as a copy
     */
    void add(long record, long offset, String reason, byte[] raw, int rawOffset, int rawLength);
}
