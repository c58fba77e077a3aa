/** Batch inference on a lake: {@code score}, {@code forecast}, and the Spark ML transformer. */
package org.flowfoundry.training.score;
