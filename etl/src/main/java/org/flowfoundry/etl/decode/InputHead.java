package org.flowfoundry.etl.decode;

/**
 * The beginning of a file, for telling formats apart.
 *
 * @param name the file's name, its folder included
 * @param bytes its first (decompressed) bytes, at most {@link #LENGTH}; the whole file where that is shorter
 */
@SuppressWarnings("ArrayRecordComponent") // a buffer to look into, never compared
public record InputHead(String name, byte[] bytes) {

    /** How many bytes of a file a format may look at. */
    public static final int LENGTH = 65_536;
}
