/**
 * What exporters make of a sample network's traffic: metering (time-outs, sampling), and real export files in the forms of
 * IPFIX (RFC 7011, 5103, 5610, 5655), NetFlow v9 (RFC 3954) in pcap, and Zeek, each with a side file that holds the truth.
 */
package org.flowfoundry.etl.simulate.export;
