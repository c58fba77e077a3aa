/**
 * Flow exports as Spark data sources: {@code spark.read().format("nfcapd").load(path)}, with the columns of {@code flows} but
 * for its partition columns. They are for looking into files; what cannot be read is only counted here, and kept by ingest.
 */
package org.flowfoundry.etl.source;
