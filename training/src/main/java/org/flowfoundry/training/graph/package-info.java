/** From {@code flows} to the pieces of the flow graph that graph networks read: cutting, shards, batches, questions. */
package org.flowfoundry.training.graph;
