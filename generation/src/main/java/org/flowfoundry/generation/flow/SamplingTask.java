package org.flowfoundry.generation.flow;

import java.io.Serializable;

/**
 * Rows that one task makes.
 *
 * @param epochDay of all of them
 * @param first number of the first one in its run
 * @param rows how many
 */
record SamplingTask(int epochDay, long first, long rows) implements Serializable {}
