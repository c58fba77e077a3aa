/** Rows of tokens on disk: what generators are trained on. */
package org.flowfoundry.generation.shard;
