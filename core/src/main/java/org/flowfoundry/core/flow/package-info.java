/** The contract of the {@code flows} table, and the batch that carries its rows. No Spark here: decoders use it. */
package org.flowfoundry.core.flow;
