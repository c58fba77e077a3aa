package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;

/** An exporter's observation domain (source id in v9) as one version of the protocol speaks of it. Never a UDP port. */
record ObservationDomain(Exporter exporter, Dialect dialect, long id) implements Serializable {}
