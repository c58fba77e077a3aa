package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;

/** The way that export messages take: from an exporter to a collector's port. */
record ExportPath(Exporter exporter, int destinationPort) implements Serializable {}
