/**
 * Zeek's conn.log: tab-separated with its own header lines, JSON with one object a line, and the labelled form of the
 * IoT-23 data set. Fields go by name, so their set and order may vary.
 *
 * <p>{@code orig_*} is the flow's forward direction, {@code resp_*} its reverse. {@code packets} and {@code bytes} are
 * {@code orig_pkts} and {@code orig_ip_bytes}, headers included; {@code orig_bytes}, the payload, never stands in for them
 * and is kept in the attributes, as all fields without a column are, with the source's own spelling. Zeek's
 * {@code history} names kinds of packets, not flags, so {@code tcp_flags} stays null. The label is {@code detailed-label}
 * where that is set, else {@code label}.
 */
package org.flowfoundry.etl.decode.zeek;
