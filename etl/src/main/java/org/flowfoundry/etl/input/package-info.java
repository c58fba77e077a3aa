/**
 * The files a run reads: found by name, folder or glob on the local disk or any Hadoop file system, surveyed on the
 * executors, split, and opened as flows.
 */
package org.flowfoundry.etl.input;
