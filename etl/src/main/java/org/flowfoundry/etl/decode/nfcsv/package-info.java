/**
 * The CSV files of the NF data sets (NF-v1, v2 and v3, made with nProbe), and others with their column names. Columns go by
 * name, in any order and letter case.
 *
 * <p>{@code IN_*} is the flow's forward direction, {@code OUT_*} its reverse. {@code CLIENT_TCP_FLAGS} and
 * {@code SERVER_TCP_FLAGS} are the flags by direction; where they are absent, {@code tcp_flags} is {@code TCP_FLAGS}, which is
 * of both. The label is {@code Attack} where it is set, else {@code Label}. NF-v1 and v2 have no time. What has no column is
 * kept in the attributes under the source's name; empty, {@code nan} and {@code inf} fields count as absent.
 */
package org.flowfoundry.etl.decode.nfcsv;
