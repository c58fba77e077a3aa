package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;

/** When an exporter started (IE 160), as it said at an export time; both in microseconds since 1970. */
record BootFact(ObservationDomain domain, long exportMicros, long bootMicros) implements Serializable {}
