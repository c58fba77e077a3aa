/**
 * NetFlow v5 (Cisco), NetFlow v9 (RFC 3954) and IPFIX (RFC 7011), from captures of export datagrams and from files of
 * messages (RFC 5655).
 *
 * <p>A file is read twice. The first pass ({@link org.flowfoundry.etl.decode.netflow.Surveyor}) learns what records elsewhere
 * need: templates, samplers, boot times, names. The second ({@link org.flowfoundry.etl.decode.netflow.ExportReader}) decodes.
 * Both see the same messages through a {@link org.flowfoundry.etl.decode.netflow.MessageSource} and the same sets through a
 * {@link org.flowfoundry.etl.decode.netflow.SetCursor}. A template is compiled once into a
 * {@link org.flowfoundry.etl.decode.netflow.RecordLayout}; {@link org.flowfoundry.etl.decode.netflow.FlowWriter} turns its
 * values into a row.
 */
package org.flowfoundry.etl.decode.netflow;
