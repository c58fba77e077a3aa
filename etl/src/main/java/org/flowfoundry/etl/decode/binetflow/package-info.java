/**
 * The text that Argus' {@code ra} writes of its bidirectional flows, as in CTU-13 and the CTU malware captures: commas, a header,
 * 13 to 33 columns in any order.
 *
 * <p>{@code SrcPkts} and {@code SrcBytes} are the flow's forward direction, {@code Dst*} (or what remains of {@code Tot*}) its
 * reverse. Files of fewer columns count packets by no direction; then {@code packets} and {@code bytes} are the totals, the
 * reverse counters stay null, and {@code SrcBytes} is an attribute: a half beside a whole would belong to no flow. Times are taken as UTC,
 * the label is as spelt. Argus writes an ICMP message's type and code into the ports, in an order that changes from type to
 * type, so they are kept as attributes and not taken apart. Letters in {@code State} ({@code SPA_SPA}) are the TCP flags by direction; the
 * state stays an attribute too.
 */
package org.flowfoundry.etl.decode.binetflow;
