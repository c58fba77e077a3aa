/** From {@code host_series} to the token sequences that models of series read: features, encoder, split, shards, batches. */
package org.flowfoundry.training.sequence;
