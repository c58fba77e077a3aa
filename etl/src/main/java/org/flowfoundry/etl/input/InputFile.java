package org.flowfoundry.etl.input;

import java.io.Serializable;
import java.net.URI;

/**
 * A file as it was found.
 *
 * @param name what tables and messages call it: the absolute path of a local file, the URI of any other
 * @param location its URI, byte for byte: a local name that is no valid text survives in it
 * @param bytes its size
 * @param modified when it was last modified, milliseconds since 1970
 * @param problem why it cannot be read, known already when it was found; null for most
 */
public record InputFile(String name, String location, long bytes, long modified, String problem)
        implements Serializable {

    /** Whether it lies on the local disk, where it is read without Hadoop, which cannot name every file there. */
    public boolean isLocal() {
        return location.startsWith("file:");
    }

    URI uri() {
        return URI.create(location);
    }
}
