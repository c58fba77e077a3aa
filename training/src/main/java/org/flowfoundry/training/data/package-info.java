/** Streams of mini-batches, whatever is in them. */
package org.flowfoundry.training.data;
