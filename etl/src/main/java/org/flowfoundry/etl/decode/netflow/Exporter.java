package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;

/**
 * Who exported: an address, or, where a file of messages does not tell, the unknown exporter behind that file.
 *
 * @param file the file's name where the address is not known, else null
 */
record Exporter(String file, boolean ipv6, long high, long low) implements Serializable {

    static Exporter behind(String file) {
        return new Exporter(file, false, 0, 0);
    }

    static Exporter at(boolean ipv6, long high, long low) {
        return new Exporter(null, ipv6, high, low);
    }

    boolean isKnown() {
        return file == null;
    }
}
