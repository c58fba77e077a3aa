/**
 * Tables of flows as files that other tools read: nfcapd (nfdump), IPFIX (RFC 5655), CSV (RFC 4180) and Parquet. A task writes
 * one file after another, each under a temporary name until it is whole.
 */
package org.flowfoundry.etl.export;
