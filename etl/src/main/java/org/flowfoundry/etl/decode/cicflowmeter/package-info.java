/**
 * The CSV files of CICFlowMeter and of the data sets made with it (CIC-IDS2017, CSE-CIC-IDS2018 and others), with or without
 * addresses, ports, protocol and time. Names are compared by their letters and digits alone, because releases differ in blanks,
 * underscores and letter case, and in how they shorten words ({@code Total Fwd Packets}, {@code tot_fwd_pkts}).
 *
 * <p>{@code packets} and {@code bytes} are the forward totals. CICFlowMeter counts payload only, so its bytes are without
 * headers, which no other format's are. {@code Flow Duration} is in microseconds. A {@code Timestamp} has the day first and no time
 * zone, and is taken as UTC; the 2017 files write the afternoon as 1 to 5 o'clock, which nothing in a line can tell. What
 * has no column, the flag counts among them, is an attribute under its name in the file.
 */
package org.flowfoundry.etl.decode.cicflowmeter;
