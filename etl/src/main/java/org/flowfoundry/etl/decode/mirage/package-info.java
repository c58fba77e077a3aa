/**
 * The Parquet tables of the MIRAGE data set: a row is a biflow, of which the lengths, inter-arrival times (in microseconds) and
 * directions of the first packets with payload are known, filled up with zeros, and the application.
 *
 * <p>{@code packets} and {@code bytes} are what the row says: the packets it holds and their payload by direction, {@code 0} being
 * forward; the flow's own totals are not in the set. There is no time, address, port or protocol either, and no duration, because the flow goes on
 * after its first packets. The lists stand in the attributes as JSON arrays, whole. {@code LABEL} is the application,
 * and so it is both {@code application} and {@code label}.
 */
package org.flowfoundry.etl.decode.mirage;
