package org.flowfoundry.etl.simulate.export;

import org.flowfoundry.etl.simulate.traffic.Address;

/** From which exporter's address and port to which collector's the export datagrams go; IPv4. */
record DatagramRoute(Address exporter, int exporterPort, Address collector, int collectorPort) {}
