/**
 * The files a run reads: found by name, folder or glob on the local disk or any Hadoop file system, and opened as the bytes
 * that decoders take.
 */
package org.flowfoundry.etl.input;
