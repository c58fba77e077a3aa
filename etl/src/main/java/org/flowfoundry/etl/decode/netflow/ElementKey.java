package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;

/** The number of an information element: enterprise (0 = IANA) and id. */
record ElementKey(int enterprise, int id) implements Serializable {

    /** The enterprise number under which RFC 5103 repeats IANA's elements for the reverse direction. */
    static final int REVERSE_ENTERPRISE = 29_305;

    static ElementKey iana(int id) {
        return new ElementKey(0, id);
    }

    static ElementKey reverse(int id) {
        return new ElementKey(REVERSE_ENTERPRISE, id);
    }
}
