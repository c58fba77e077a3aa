/**
 * The ingest job: surveys the files of its inputs, decodes those that are new on the executors, and commits flows, quarantine
 * and file list so that a run that is killed, repeated or run twice at once neither loses nor doubles a record.
 */
package org.flowfoundry.etl.ingest;
