package org.flowfoundry.etl.decode;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one file, wherever it lies. Reading never holds the file in memory. A stream over a compressed file throws
 * {@link DamagedStreamException} where the file is damaged, after all bytes before the damage; any other
 * {@link IOException} means that the bytes could not be had.
 */
public interface ByteSource {

    /** The file's name as the user and the tables see it. */
    String name();

    /** The size in bytes; -1 where it is only known once read (a decompressed file). */
    long length();

    /** A new stream from the given offset on. The caller closes it. */
    InputStream open(long offset) throws IOException;
}
