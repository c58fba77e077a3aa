package org.flowfoundry.etl.simulate;

/** The simulated time, [start, end) in microseconds since 1970 UTC. */
record Period(long start, long end) {}
