/**
 * Packet captures: pcap and pcapng files as packets, packets as IP and UDP. It knows nothing of flows, so that whatever needs
 * packets can stand on it. Damage goes to a {@link org.flowfoundry.etl.decode.Quarantine}; memory is bounded.
 */
package org.flowfoundry.etl.decode.capture;
