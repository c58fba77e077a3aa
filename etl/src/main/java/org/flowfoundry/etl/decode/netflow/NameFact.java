package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;

/** A name that an options record gives to an interface or an application. */
record NameFact(ObservationDomain domain, Kind kind, String id, String name) implements Serializable {

    enum Kind {
        INTERFACE_NAME,
        INTERFACE_DESCRIPTION,
        APPLICATION
    }
}
