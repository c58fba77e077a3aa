/** Synthetic flow records: a generator is trained on a network's, and writes a table of its own. */
package org.flowfoundry.generation.flow;
