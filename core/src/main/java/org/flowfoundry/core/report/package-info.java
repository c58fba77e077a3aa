/** Pages for people to read, each one file that needs no other. */
package org.flowfoundry.core.report;
