/** The command line: one class per command, and what they share. The only package that knows picocli. */
package org.flowfoundry.app.cli;
