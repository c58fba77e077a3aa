package org.flowfoundry.training.adapt;

import java.io.Serializable;

/**
 * A labelled host window to learn from.
 *
 * @param windowStart microseconds since 1970 UTC
 * @param label number of its class
 */
public record Shot(String domain, String host, long windowStart, int label) implements Serializable {}
